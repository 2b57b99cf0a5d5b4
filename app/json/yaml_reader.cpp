#include "app/json/yaml_reader.h"

#include <algorithm>
#include <utility>

#include "app/json/yaml_scalar.h"
#include "app/text/utf8.h"

namespace vitrine::json {
namespace {

using Severity = TextProblem::Severity;

constexpr std::string_view kCoreTag = "tag:yaml.org,2002:";

/// A name of the text, for a message.
std::string shortened(std::string_view name) { return text::shortened(name, 60); }

}  // namespace

YamlReader::YamlReader(Limits limits)
    : limits_(limits), quota_{std::min(kMaxAliased, limits.nodes), limits.depth, kMaxAliasedBytes} {
  limits_.bytes = std::min(limits_.bytes, Limits{}.bytes);
}
YamlReader::~YamlReader() = default;

bool YamlReader::digest(size_t budget) {
  if (!parser_) {
    if (!unfinished_.empty()) clean(std::exchange(unfinished_, {}), true);
    parser_.emplace(builder_, static_cast<YamlSink&>(*this));
  }
  budget = std::max<size_t>(budget, 1);
  const size_t begin = parser_->position();
  while (!done_) {
    if (parser_->position() - begin >= budget) return false;
    if (parser_->step()) continue;
    if (!builder_.has_root() && !violated_) fatal(builder_.text_size(), "The text is empty");
    done_ = true;
  }
  return true;
}

Reading YamlReader::finish() && {
  digest(SIZE_MAX);
  auto built = std::move(builder_).finish();
  return {std::move(built.document), std::move(built.error)};
}

void YamlReader::fatal(uint32_t at, std::string message) {
  builder_.fatal(at, std::move(message));
  done_ = true;
}

void YamlReader::complain(Severity severity, uint32_t at, std::string message) {
  violated_ = violated_ || severity == Severity::violation;
  builder_.problem(severity, at, std::move(message));
}

void YamlReader::handle(const YamlEvent& event) {
  if (done_ || pass_over(event)) return;
  switch (event.kind) {
    case YamlEvent::Kind::sequence:
    case YamlEvent::Kind::mapping:
      begin(event);
      break;
    case YamlEvent::Kind::end:
      end(event);
      break;
    case YamlEvent::Kind::scalar:
      scalar(event);
      break;
    case YamlEvent::Kind::alias:
      alias(event);
      break;
  }
}

void YamlReader::drop_key() {
  if (done_ || open_passed_over_ > 0 || std::exchange(pass_over_value_, false)) return;
  if (frames_.empty() || !frames_.back().value_next) return;
  frames_.back().value_next = false;
  if (std::exchange(merge_next_, false)) return;
  builder_.drop_key();
  if (!key_anchor_.empty()) anchors_.erase(std::exchange(key_anchor_, {}));
}

/// Whether the event belongs to a collection that is passed over, or to the value of such a key.
bool YamlReader::pass_over(const YamlEvent& event) {
  const bool opens =
      event.kind == YamlEvent::Kind::sequence || event.kind == YamlEvent::Kind::mapping;
  if (open_passed_over_ > 0) {
    if (opens && ++open_passed_over_ > limits_.depth) too_deep(event.token.begin);
    if (event.kind == YamlEvent::Kind::end) --open_passed_over_;
    return true;
  }
  if (!std::exchange(pass_over_value_, false) || event.kind == YamlEvent::Kind::end) return false;
  if (opens) open_passed_over_ = 1;
  return true;
}

bool YamlReader::expects_key() const {
  return !frames_.empty() && frames_.back().mapping && !frames_.back().value_next;
}

void YamlReader::value_done() {
  if (!frames_.empty()) frames_.back().value_next = false;
}

bool YamlReader::has_room(uint32_t at) {
  if (builder_.nodes() < limits_.nodes) return true;
  fatal(at, "The text has more than " + std::to_string(limits_.nodes) +
                " values and names, which is the most that is read");
  return false;
}

void YamlReader::refuse_key(uint32_t at, bool collection) {
  complain(Severity::violation, at,
           collection ? "A key must be text, not a list or a mapping; it is left out with its value"
                      : "The alias of a list or a mapping cannot be a key; it is left out");
  pass_over_value_ = true;
}

void YamlReader::not_merged(uint32_t at) {
  complain(Severity::violation, at,
           "Only the alias of a mapping, or a list of such aliases, can be merged by <<");
}

void YamlReader::too_deep(uint32_t at) {
  fatal(at, "The text is nested deeper than " + std::to_string(limits_.depth) +
                " levels, which is the most that is read");
}

void YamlReader::begin(const YamlEvent& event) {
  const uint32_t at = event.token.begin;
  const bool mapping = event.kind == YamlEvent::Kind::mapping;
  if (expects_key()) {
    refuse_key(at, true);
    open_passed_over_ = 1;
    return;
  }
  if (!frames_.empty() && frames_.back().merges) {
    not_merged(at);
    open_passed_over_ = 1;
    return;
  }
  Frame frame;
  frame.mapping = mapping;
  frame.first_source = static_cast<uint32_t>(sources_.size());
  if (std::exchange(merge_next_, false)) {
    frame.merges = !mapping;
    if (mapping) {
      not_merged(at);
      builder_.key(merge_key_, Quoting::bare);
    }
  }
  if (frame.merges) {
    frames_.push_back(frame);
    return;
  }
  if (builder_.depth() >= limits_.depth) {
    too_deep(at);
    return;
  }
  if (!has_room(at)) return;
  note_anchor(event);
  note_tag(event);
  builder_.begin(mapping ? Type::object : Type::array, at);
  end_ = std::max(end_, at);
  frames_.push_back(frame);
}

void YamlReader::end(const YamlEvent& event) {
  drop_key();  // a key without value, if there is one
  const Frame frame = frames_.back();
  frames_.pop_back();
  if (!frame.merges) {
    if (!event.block) end_ = std::max(end_, event.token.end);
    merge_sources(frame.first_source);
    builder_.end(end_);
  }
  value_done();
}

void YamlReader::merge_sources(uint32_t first) {
  for (size_t i = first; i < sources_.size(); ++i) {
    if (builder_.merge(sources_[i], quota_)) continue;
    too_many_aliases(end_);
    break;
  }
  sources_.resize(first);
}

void YamlReader::too_many_aliases(uint32_t at) {
  if (std::exchange(aliases_told_, true)) return;
  complain(Severity::violation, at,
           "The aliases of this text unfold to more than " +
               std::to_string(std::min(kMaxAliased, limits_.nodes)) + " values, " +
               std::to_string(kMaxAliasedBytes) + " bytes of text or " +
               std::to_string(limits_.depth) +
               " levels, which is the most that is read; the rest of them is left out");
}

void YamlReader::note_anchor(const YamlEvent& event) {
  const std::string& anchor = event.properties->anchor;
  if (!anchor.empty()) anchors_[anchor] = builder_.next_cell();
}

/// Reports an unknown tag; its value is read as if it had none.
void YamlReader::note_tag(const YamlEvent& event) {
  std::string_view tag = event.properties->tag;
  if (tag.empty() || tag == "!") return;
  if (tag.starts_with(kCoreTag)) {
    constexpr std::string_view kKnown[] = {"str", "int", "float",  "bool",      "null",
                                           "map", "seq", "binary", "timestamp", "merge"};
    const std::string_view name = tag.substr(kCoreTag.size());
    if (std::find(std::begin(kKnown), std::end(kKnown), name) != std::end(kKnown)) return;
    tag.remove_prefix(kCoreTag.size());
  }
  complain(Severity::doubt, event.properties->tag_at,
           "The tag \"" + shortened(tag) + "\" has no meaning here and is ignored; remove it");
}

void YamlReader::scalar(const YamlEvent& event) {
  note_tag(event);
  if (!has_room(event.token.begin)) return;
  if (expects_key()) {
    key(event);
  } else if (!frames_.empty() && frames_.back().merges) {
    not_merged(event.token.begin);
  } else {
    value(event);
  }
  end_ = std::max(end_, event.token.end);
}

void YamlReader::key(const YamlEvent& event) {
  const bool plain = event.style == YamlEvent::Style::plain;
  const std::string& tag = event.properties->tag;
  frames_.back().value_next = true;
  if (plain && event.text == "<<" && (tag.empty() || tag == "tag:yaml.org,2002:merge")) {
    merge_next_ = true;
    merge_key_ = event.token;
    return;
  }
  note_anchor(event);
  key_anchor_ = event.properties->anchor;
  if (event.exact) {
    builder_.key(event.token, plain ? Quoting::bare : Quoting::quoted);
  } else {
    builder_.key(event.token, event.text);
  }
}

void YamlReader::value(const YamlEvent& event) {
  const bool plain = event.style == YamlEvent::Style::plain;
  const Range token = event.token;
  if (std::exchange(merge_next_, false)) {
    not_merged(token.begin);
    builder_.key(merge_key_, Quoting::bare);
  }
  std::string_view tag = event.properties->tag;
  note_anchor(event);
  const bool core = tag.starts_with(kCoreTag);
  if (core) tag.remove_prefix(kCoreTag.size());
  const bool typed = core && (tag == "int" || tag == "float" || tag == "bool" || tag == "null");
  const bool text = tag == "!" || (core && (tag == "str" || tag == "binary"));
  YamlScalar meant;
  if (typed || (plain && !text)) meant = resolve_scalar(event.text);
  if (meant.unusual) {
    complain(Severity::doubt, token.begin,
             "JSON has no number such as " + shortened(event.text) +
                 "; it is read as text: put quotes around it, or write another number");
  }
  switch (meant.type) {
    case Type::null:
      builder_.null(token);
      break;
    case Type::boolean:
      builder_.boolean(token, meant.truth);
      break;
    case Type::number:
      if (meant.number.empty() && plain && event.exact) {
        builder_.number(token);
      } else {
        builder_.number(token, meant.number.empty() ? event.text : meant.number);
      }
      break;
    default:
      if (event.exact) {
        builder_.string(token, plain ? Quoting::bare : Quoting::quoted);
      } else {
        builder_.string(token, event.text);
      }
  }
  value_done();
}

void YamlReader::alias(const YamlEvent& event) {
  const std::string_view name = event.text;
  const Range token = event.token;
  end_ = std::max(end_, token.end);
  if (!has_room(token.begin)) return;
  const auto anchor = anchors_.find(name);
  const bool known = anchor != anchors_.end();
  const bool usable = known && !builder_.is_open(anchor->second);
  if (!usable) {
    complain(Severity::violation, token.begin,
             known ? "The alias *" + shortened(name) +
                         " stands inside what it is an alias of; that never ends"
                   : "There is no anchor &" + shortened(name) +
                         " before this alias; define it, or put quotes around a text");
  }
  if (expects_key()) {
    if (usable && builder_.is_string(anchor->second)) {
      const std::string_view text = builder_.view(anchor->second);
      if (!quota_.take(text)) {
        too_many_aliases(token.begin);
        pass_over_value_ = true;
        return;
      }
      frames_.back().value_next = true;
      key_anchor_.clear();
      builder_.key(token, text);
    } else if (usable) {
      refuse_key(token.begin, false);
    } else {
      pass_over_value_ = true;
    }
    return;
  }
  const bool in_list = !frames_.empty() && frames_.back().merges;
  if (in_list || std::exchange(merge_next_, false)) {
    if (usable && builder_.is_object(anchor->second)) {
      sources_.push_back(anchor->second);
    } else if (usable) {
      not_merged(token.begin);
    }
    value_done();
    return;
  }
  if (!usable) {
    builder_.null(token);
  } else if (!builder_.repeat(anchor->second, quota_)) {
    too_many_aliases(token.begin);
    builder_.null(token);
  }
  value_done();
}

}  // namespace vitrine::json
