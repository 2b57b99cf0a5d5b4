#include <algorithm>

#include "app/json/pointer.h"
#include "app/json/uri.h"
#include "app/json/write.h"
#include "app/request/body_parts.h"
#include "app/request/parameter.h"
#include "app/text/ascii.h"
#include "app/text/hash.h"
#include "app/text/media_type.h"

/// Forms: pairs of a URL-encoded body, parts of a multipart body (OAS 3.1.0 §4.8.14.3, §4.8.15).
namespace vitrine::request {
namespace {

using json::Value;
using openapi::Encoding;
using openapi::SchemaView;
using openapi::Severity;

const Encoding* encoding_of(const openapi::MediaType& media, std::string_view property) {
  for (const Encoding& encoding : media.encoding) {
    if (encoding.property == property) return &encoding;
  }
  return nullptr;
}

/// The encoding of an element of an array (OAS 3.2.0 §4.14.5).
const Encoding* encoding_at(const openapi::MediaType& media, size_t index) {
  if (index < media.prefix_encoding.size()) return &media.prefix_encoding[index];
  return media.item_encoding.empty() ? nullptr : &media.item_encoding.front();
}

Serialisation serialisation_of(const Encoding* encoding, std::string_view name) {
  Serialisation rule = default_serialisation(std::string(name), openapi::Location::query);
  if (encoding && encoding->has_style) {
    rule.style = encoding->style;
    rule.explode = encoding->explode;
    rule.allow_reserved = encoding->allow_reserved;
  }
  return rule;
}

/// The first definite type of a list such as `image/png, image/*`.
std::string first_type(std::string_view types) {
  while (!types.empty()) {
    const std::string_view type = text::trim(text::take_piece(types, ','));
    if (!type.empty() && type.find('*') == std::string_view::npos) return std::string(type);
  }
  return {};
}

/// The media type of a value that is no file; empty for plain text (OAS 3.1.1 §4.8.15.1).
std::string type_of(const Encoding* encoding, Value value, const SchemaView& schema) {
  if (encoding && !encoding->has_style) {
    if (std::string type = first_type(encoding->content_type); !type.empty()) return type;
  }
  if (value.is_object() || value.is_array()) return "application/json";
  if (value.is_string() && schema.keyword("contentEncoding")) return "application/octet-stream";
  return {};
}

/// Every element of an array stands for itself, under the name of the property. Null is left out as
/// in a query (RFC 6570 §2.3, §3.2.1; OAS 3.1.1 Appendix C), and so that a form and a multipart
/// body say the same; what is sent as JSON says null itself.
template <class Put>
void each_value(Value value, const SchemaView& schema, const SecretPlace& place,
                const Encoding* encoding, Put put) {
  const auto sent = [&](Value one, const SchemaView& view) {
    return !one.is_null() || text::is_json_media_type(type_of(encoding, one, view));
  };
  if (!value.is_array()) {
    if (sent(value, schema)) put(value, schema, place, std::string());
    return;
  }
  size_t index = 0;
  for (Value element : value.elements()) {
    const SchemaView view = schema.item(index);
    if (sent(element, view)) put(element, view, place.element(index), '/' + std::to_string(index));
    ++index;
  }
}

std::string plus_for_space(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 3) == "%20") {
      out += '+';
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

class FormWriter {
 public:
  explicit FormWriter(const BodyInput& input) : input_(input) {}

  SecretText write(Value object) {
    const SecretPlace root = secrets_of(input_);
    for (const json::Member& member : object.members()) {
      const SchemaView schema = input_.schema.property(member.key);
      const SecretPlace place = root.member(member.key);
      const Encoding* encoding = encoding_of(*input_.media, member.key);
      if (encoding && encoding->has_style) {
        auto pairs = serialise(serialisation_of(encoding, member.key), member.value);
        if (pairs) put(*pairs, member.key, place);
        continue;
      }
      each_value(
          member.value, schema, place, encoding,
          [&](Value value, const SchemaView& part, const SecretPlace& at, const std::string&) {
            const SecretText text = text_in(type_of(encoding, value, part), value, part, {});
            put(json::percent_encode(member.key) + '=' + json::percent_encode(text.text),
                member.key, at);
          });
    }
    return std::move(out_);
  }

 private:
  void put(std::string_view pairs, std::string_view name, const SecretPlace& place) {
    if (pairs.empty()) return;
    if (!out_.text.empty()) out_.text += '&';
    const std::string text = plus_for_space(pairs);
    const size_t equals = text.find('=') + 1;
    out_.append(std::string_view(text).substr(0, equals));
    out_.append(guarded(text.substr(equals), name, place));
  }

  const BodyInput& input_;
  SecretText out_;
};

/// Quotes names and file names as browsers do (HTML §4.10.21.8).
std::string quoted_name(std::string_view name) {
  std::string out = "\"";
  for (char c : name) {
    if (c == '"') {
      out += "%22";
    } else if (c == '\r') {
      out += "%0D";
    } else if (c == '\n') {
      out += "%0A";
    } else {
      out += c;
    }
  }
  return out + '"';
}

class MultipartWriter {
 public:
  MultipartWriter(const BodyInput& input, MadeBody& made)
      : input_(input), secrets_(secrets_of(input)), made_(made) {
    form_ = text::essence(input.media->name) == "multipart/form-data";
    placed_.resize(input.files.size());
  }

  void write(Value root) {
    for (const json::Member& member : root.members()) property(member.key, member.value);
    size_t index = 0;
    for (Value element : root.elements()) {
      const std::string pointer = '/' + std::to_string(index);
      single({}, pointer, encoding_at(*input_.media, index), element, input_.schema.item(index),
             secrets_.element(index));
      ++index;
    }
    for (size_t i = 0; i < input_.files.size(); ++i) {
      if (placed_[i]) continue;
      const auto tokens = json::split(input_.files[i].pointer);
      const std::string name = tokens && !tokens->empty() ? tokens->front() : "file";
      file(name, i, encoding_of(*input_.media, name));
    }
    finish();
  }

 private:
  void property(std::string_view name, Value value) {
    const SchemaView schema = input_.schema.property(name);
    const SecretPlace place = secrets_.member(name);
    const Encoding* encoding = encoding_of(*input_.media, name);
    std::string pointer;
    json::append(pointer, name);
    if (form_ && encoding && encoding->has_style && !is_file(pointer)) {
      // The parts are the pairs that a query would have, not encoded.
      const auto pairs = serialise(serialisation_of(encoding, name), value);
      for (const Pair& pair : split_query(pairs.value_or(std::string()))) {
        const std::string key = json::percent_decode(pair.name);
        part(head(key, encoding, {}), guarded(json::percent_decode(pair.value), name, place));
      }
      return;
    }
    if (is_file(pointer)) return single(name, pointer, encoding, value, schema, place);
    each_value(value, schema, place, encoding,
               [&](Value element, const SchemaView& view, const SecretPlace& at,
                   const std::string& index) {
                 single(name, pointer + index, encoding, element, view, at);
               });
  }

  void single(std::string_view name, const std::string& pointer, const Encoding* encoding,
              Value value, const SchemaView& schema, const SecretPlace& place) {
    bool found = false;
    for (size_t i = 0; i < input_.files.size(); ++i) {
      if (input_.files[i].pointer != pointer) continue;
      file(name, i, encoding);
      found = true;
    }
    if (found) return;
    const std::string type = type_of(encoding, value, schema);
    if (value.is_string() && takes_file(*input_.media, name, schema)) {
      made_.notices.push_back({Severity::note, "body", std::string(name),
                               "no file is chosen; the text is sent in its place",
                               Reason::no_file});
    }
    SecretText text = text_in(type, value, schema, place);
    if (text.secrets.empty()) text = guarded(std::move(text.text), name, place);
    part(head(name, encoding, type), text);
  }

  bool is_file(const std::string& pointer) const {
    for (const ChosenFile& chosen : input_.files) {
      if (chosen.pointer == pointer) return true;
    }
    return false;
  }

  void file(std::string_view name, size_t index, const Encoding* encoding) {
    placed_[index] = true;
    const FileRef& chosen = input_.files[index].file;
    const std::string type = file_type(encoding ? encoding->content_type : std::string(), chosen);
    part(head(name, encoding, type, &chosen.name), {});
    made_.body->push_back(chosen);
  }

  /// The header lines of a part, the empty line included.
  std::string head(std::string_view name, const Encoding* encoding, const std::string& type,
                   const std::string* file_name = nullptr) {
    std::string disposition;
    if (form_) {
      disposition = "form-data; name=" + quoted_name(name);
    } else if (file_name) {
      disposition = "attachment";
    }
    if (file_name) disposition += "; filename=" + quoted_name(*file_name);
    std::string lines;
    if (encoding) {
      for (const openapi::Header& header : encoding->headers) {
        add_declared(lines, header, disposition);
      }
    }
    std::string text;
    if (!disposition.empty()) text = "Content-Disposition: " + disposition + "\r\n";
    if (!type.empty()) text += "Content-Type: " + type + "\r\n";
    return text + lines + "\r\n";
  }

  /// Adds a header that the description gives a value of its own: the user is not asked for one.
  void add_declared(std::string& lines, const openapi::Header& header, std::string& disposition) {
    if (text::essence(header.name) == "content-type" || !input_.schema.set()) return;
    const SchemaView view(*input_.schema.set(), header.schema, input_.schema.dialect());
    Value value = view.default_value();
    const auto allowed = view.enum_values();
    if (!value && allowed.size() == 1) value = allowed.front();
    if (!value && header.required) {
      value = header.examples.empty() ? view.example() : header.examples.front().value.value;
    }
    if (!value) return;
    Serialisation rule = default_serialisation(header.name, openapi::Location::header);
    rule.explode = header.explode;
    const auto text = serialise(rule, value);
    if (!text) {
      made_.notices.push_back({Severity::note, "body", header.name, text.error().message});
    } else if (text::essence(header.name) == "content-disposition") {
      disposition = *text;
    } else {
      lines += header.name + ": " + *text + "\r\n";
    }
  }

  /// Delimiters get their boundary in finish(), when all that must not hold it is known.
  void part(std::string head, const SecretText& content) {
    if (!made_.body) made_.body.emplace();
    delimiters_.push_back(made_.body->size());
    SecretText text{std::move(head), {}};
    text.append(content);
    made_.body->push_back(std::move(text));
  }

  void finish() {
    const std::string boundary = choose_boundary();
    made_.content_type = input_.media->name + "; boundary=" + boundary;
    Body runs;
    SecretText text;
    for (size_t i = 0, next = 0; made_.body && i < made_.body->size(); ++i) {
      if (next < delimiters_.size() && delimiters_[next] == i) {
        text.append((next == 0 ? "--" : "\r\n--") + boundary + "\r\n");
        ++next;
      }
      if (const auto* piece = std::get_if<SecretText>(&(*made_.body)[i])) {
        text.append(*piece);
      } else {
        runs.push_back(std::exchange(text, {}));
        runs.push_back((*made_.body)[i]);
      }
    }
    text.append((delimiters_.empty() ? "--" : "\r\n--") + boundary + "--\r\n");
    runs.push_back(std::move(text));
    made_.body = std::move(runs);
  }

  std::string choose_boundary() const {
    if (!input_.boundary.empty()) return input_.boundary;
    uint64_t hash = text::hash(input_.text);
    for (const ChosenFile& chosen : input_.files) {
      hash = text::hash(chosen.pointer + '\n' + chosen.file.id, hash);
    }
    while (true) {
      std::string boundary = "vitrine-" + text::hex(hash, 16);
      bool found = false;
      for (size_t i = 0; made_.body && i < made_.body->size(); ++i) {
        const auto* piece = std::get_if<SecretText>(&(*made_.body)[i]);
        found = found || (piece && piece->text.find(boundary) != std::string::npos);
      }
      if (!found) return boundary;
      hash = text::hash("again", hash);
    }
  }

  const BodyInput& input_;
  const SecretPlace secrets_;
  MadeBody& made_;
  bool form_ = false;
  std::vector<bool> placed_;
  std::vector<size_t> delimiters_;  ///< runs that begin a part
};

}  // namespace

bool takes_file(const openapi::MediaType& media, std::string_view property,
                const SchemaView& schema) {
  if (body_kind(media.name, schema) != BodyKind::multipart) return false;
  if (is_file_schema(schema)) return true;
  const openapi::Kinds kinds = schema.kinds();
  if (kinds.array || kinds.object || kinds.numeric() || kinds.boolean) return false;
  if (const Encoding* encoding = encoding_of(media, property)) {
    if (!encoding->content_type.empty()) {
      const std::string type = text::essence(encoding->content_type);
      return !type.starts_with("text/") && !text::is_json_media_type(type) &&
             !text::is_xml_media_type(type) && !schema.keyword("contentEncoding") &&
             body_kind(type, schema) == BodyKind::binary;
    }
  }
  return schema && kinds.any && schema.enum_values().empty() &&
         schema.choice() == openapi::Choice::none && !schema.default_value();
}

SecretText form_text(const BodyInput& input, Value object) {
  return FormWriter(input).write(object);
}

void make_multipart(const BodyInput& input, Value root, MadeBody& made) {
  MultipartWriter(input, made).write(root);
}

}  // namespace vitrine::request
