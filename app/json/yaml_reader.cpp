#include "app/json/yaml_reader.h"

#include <yaml.h>

#include <algorithm>
#include <utility>

#include "app/json/yaml_parser.h"
#include "app/json/yaml_scalar.h"

namespace vitrine::json {
namespace {

using Severity = TextProblem::Severity;

constexpr std::string_view kCoreTag = "tag:yaml.org,2002:";

std::string_view view(const unsigned char* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

/// A name of the text, for a message.
std::string shortened(std::string_view name) {
  constexpr size_t kMaxBytes = 60;
  if (name.size() <= kMaxBytes) return std::string(name);
  size_t size = kMaxBytes;
  while (size > 0 && (static_cast<unsigned char>(name[size]) & 0xC0) == 0x80) --size;
  return std::string(name.substr(0, size)) + "…";
}

}  // namespace

YamlReader::YamlReader(Limits limits) : limits_(limits), quota_{kMaxAliased, limits.depth} {
  limits_.bytes = std::min(limits_.bytes, Limits{}.bytes);
}
YamlReader::~YamlReader() = default;

bool YamlReader::digest(size_t budget) {
  if (!parser_) {
    if (!unfinished_.empty()) clean(std::exchange(unfinished_, {}), true);
    parser_ = std::make_unique<Parser>();
    yaml_parser_set_encoding(&parser_->parser, YAML_UTF8_ENCODING);
    const auto supply = [](void* self, unsigned char* buffer, size_t size, size_t* filled) {
      *filled = static_cast<YamlReader*>(self)->supply(reinterpret_cast<char*>(buffer), size);
      return 1;
    };
    yaml_parser_set_input(&parser_->parser, supply, this);
  }
  const size_t begin = parser_->parser.mark.index;
  while (!done_) {
    if (parser_->parser.mark.index - begin >= budget) return false;
    yaml_event_t event;
    if (!yaml_parser_parse(&parser_->parser, &event)) {
      parser_failed();
      break;
    }
    handle(event);
    yaml_event_delete(&event);
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
  builder_.problem(severity, at, std::move(message));
}

void YamlReader::handle(const yaml_event_t& event) {
  if (pass_over(event)) return;
  switch (event.type) {
    case YAML_DOCUMENT_START_EVENT:
      if (!document_ended_) break;
      complain(Severity::doubt, offset_of(event.start_mark.index),
               "Another document begins here; only the first one is read");
      done_ = true;
      break;
    case YAML_DOCUMENT_END_EVENT:
      document_ended_ = true;
      break;
    case YAML_STREAM_END_EVENT:
      if (!builder_.has_root()) fatal(builder_.text_size(), "The text is empty");
      done_ = true;
      break;
    case YAML_SEQUENCE_START_EVENT:
      begin(event, false);
      break;
    case YAML_MAPPING_START_EVENT:
      begin(event, true);
      break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      end(event);
      break;
    case YAML_SCALAR_EVENT:
      scalar(event);
      break;
    case YAML_ALIAS_EVENT:
      alias(event);
      break;
    default:
      break;
  }
}

/// Whether the event belongs to a collection that is passed over, or to the value of such a key.
bool YamlReader::pass_over(const yaml_event_t& event) {
  const bool opens =
      event.type == YAML_SEQUENCE_START_EVENT || event.type == YAML_MAPPING_START_EVENT;
  if (open_passed_over_ > 0) {
    if (opens) ++open_passed_over_;
    if (event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT) {
      --open_passed_over_;
    }
    return true;
  }
  if (!std::exchange(pass_over_value_, false)) return false;
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

void YamlReader::begin(const yaml_event_t& event, bool mapping) {
  const uint32_t at = offset_of(event.start_mark.index);
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
    fatal(at, "The text is nested deeper than " + std::to_string(limits_.depth) +
                  " levels, which is the most that is read");
    return;
  }
  if (!has_room(at)) return;
  if (mapping) {
    note_anchor(event.data.mapping_start.anchor);
    note_tag(at, view(event.data.mapping_start.tag));
    frame.block = event.data.mapping_start.style == YAML_BLOCK_MAPPING_STYLE;
  } else {
    note_anchor(event.data.sequence_start.anchor);
    note_tag(at, view(event.data.sequence_start.tag));
    frame.block = event.data.sequence_start.style == YAML_BLOCK_SEQUENCE_STYLE;
  }
  builder_.begin(mapping ? Type::object : Type::array, at);
  end_ = at;
  frames_.push_back(frame);
}

void YamlReader::end(const yaml_event_t& event) {
  const Frame frame = frames_.back();
  frames_.pop_back();
  if (!frame.merges) {
    // libyaml ends a block where the next thing begins.
    if (!frame.block) end_ = std::max(end_, offset_of(event.end_mark.index));
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
           "The aliases of this text unfold to more than " + std::to_string(kMaxAliased) +
               " values or " + std::to_string(limits_.depth) +
               " levels, which is the most that is read; the rest of them is left out");
}

void YamlReader::note_anchor(const unsigned char* anchor) {
  if (anchor) anchors_[std::string(view(anchor))] = builder_.next_cell();
}

/// What is not a string, a number and so on by another tag is read as what it looks like.
void YamlReader::note_tag(uint32_t at, std::string_view tag) {
  if (tag.empty() || tag == "!") return;
  if (tag.substr(0, kCoreTag.size()) == kCoreTag) {
    constexpr std::string_view kKnown[] = {"str", "int", "float",  "bool",      "null",
                                           "map", "seq", "binary", "timestamp", "merge"};
    const std::string_view name = tag.substr(kCoreTag.size());
    if (std::find(std::begin(kKnown), std::end(kKnown), name) != std::end(kKnown)) return;
    tag.remove_prefix(kCoreTag.size());
  }
  complain(Severity::doubt, at,
           "The tag \"" + shortened(tag) + "\" has no meaning here and is ignored; remove it");
}

void YamlReader::scalar(const yaml_event_t& event) {
  const auto& data = event.data.scalar;
  Range token{offset_of(event.start_mark.index), 0};
  token.end = offset_of(event.end_mark.index);
  note_tag(token.begin, view(data.tag));
  // An anchor and a tag may stand before it.
  if (data.anchor || data.tag) {
    while (token.begin < token.end) {
      const char c = builder_.piece(token.begin)[0];
      if (c == '&' || c == '!') {
        while (token.end > token.begin &&
               static_cast<unsigned char>(builder_.piece(token.begin)[0]) > ' ') {
          ++token.begin;
        }
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        ++token.begin;
      } else {
        break;
      }
    }
  }
  if (!has_room(token.begin)) return;
  if (data.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE ||
      data.style == YAML_SINGLE_QUOTED_SCALAR_STYLE) {
    quoted_ = token;
  }
  const std::string_view text = restored({reinterpret_cast<const char*>(data.value), data.length});
  if (expects_key()) {
    key(event, token, text);
  } else if (!frames_.empty() && frames_.back().merges) {
    not_merged(token.begin);
  } else {
    value(event, token, text);
  }
  end_ = std::max(end_, token.end);
}

void YamlReader::key(const yaml_event_t& event, Range token, std::string_view text) {
  const auto& data = event.data.scalar;
  const bool plain = data.style == YAML_PLAIN_SCALAR_STYLE;
  frames_.back().value_next = true;
  if (plain && text == "<<" && (!data.tag || view(data.tag) == "tag:yaml.org,2002:merge")) {
    merge_next_ = true;
    merge_key_ = {token.end - 2, token.end};
    return;
  }
  note_anchor(data.anchor);
  if (plain && builder_.spells(token, text)) {
    builder_.key(token, Quoting::bare);
  } else if (!plain && token.size() >= 2 &&
             builder_.spells({token.begin + 1, token.end - 1}, text)) {
    builder_.key(token, Quoting::quoted);
  } else {
    builder_.key(token, text);
  }
}

void YamlReader::value(const yaml_event_t& event, Range token, std::string_view text) {
  const auto& data = event.data.scalar;
  const bool plain = data.style == YAML_PLAIN_SCALAR_STYLE;
  if (std::exchange(merge_next_, false)) {
    not_merged(token.begin);
    builder_.key(merge_key_, Quoting::bare);
  }
  std::string_view tag = view(data.tag);
  note_anchor(data.anchor);
  const bool core = tag.substr(0, kCoreTag.size()) == kCoreTag;
  if (core) tag.remove_prefix(kCoreTag.size());
  const bool typed = core && (tag == "int" || tag == "float" || tag == "bool" || tag == "null");
  YamlScalar meant;
  if (typed || (plain && !(core && (tag == "str" || tag == "binary")))) {
    meant = resolve_scalar(text);
  }
  if (meant.unusual) {
    complain(Severity::doubt, token.begin,
             "JSON has no number such as " + shortened(text) +
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
      if (meant.number.empty() && builder_.spells(token, text)) {
        builder_.number(token);
      } else {
        builder_.number(token, meant.number.empty() ? text : std::string_view(meant.number));
      }
      break;
    default:
      if (plain && builder_.spells(token, text)) {
        builder_.string(token, Quoting::bare);
      } else if (!plain && token.size() >= 2 &&
                 builder_.spells({token.begin + 1, token.end - 1}, text)) {
        builder_.string(token, Quoting::quoted);
      } else {
        builder_.string(token, text);
      }
  }
  value_done();
}

void YamlReader::alias(const yaml_event_t& event) {
  const std::string_view name = view(event.data.alias.anchor);
  const Range token{offset_of(event.start_mark.index), offset_of(event.end_mark.index)};
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
      frames_.back().value_next = true;
      builder_.key(token, builder_.view(anchor->second));
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
