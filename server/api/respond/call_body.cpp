#include <algorithm>
#include <map>
#include <utility>

#include "app/json/builder.h"
#include "app/json/reader.h"
#include "app/json/uri.h"
#include "app/request/typed.h"
#include "app/text/ascii.h"
#include "server/api/http/encoded_text.h"
#include "server/api/http/multipart.h"
#include "server/api/http/problem.h"
#include "server/api/respond/call.h"
#include "server/api/respond/endpoint.h"

/// The body of a call: JSON, a form, or the bytes of a file.
namespace vitrine {

namespace {

constexpr char kNotText[] = "its text is not UTF-8, or holds NUL or a % that begins no escape";

/// A media type without its parameters.
std::string_view bare_type(std::string_view content_type) {
  return text::trim_blanks(content_type.substr(0, content_type.find(';')));
}

/// `application/json`, parameters ignored, but for a charset that is not UTF-8 (RFC 8259 §8.1).
bool is_json(std::string_view content_type) {
  if (!text::equals_ignoring_case(bare_type(content_type), "application/json")) return false;
  const auto charset = header_parameter(content_type, "charset");
  return !charset || text::equals_ignoring_case(*charset, "utf-8");
}

/// True for shapes that an empty text fits; `each` for the items of a list.
bool may_be_empty(const Shape& shape, const Rules& rules, bool each = false) {
  using Kind = Shape::Kind;
  switch (shape.kind) {
    case Kind::any:
    case Kind::one_of:
      return true;
    case Kind::nullable:
      return may_be_empty(shape.parts[0](), rules, each);
    case Kind::array:
    case Kind::set:
    case Kind::fixed_array:
      return may_be_empty(shape.parts[0](), rules, true);
    case Kind::converted:
      return may_be_empty(shape.parts[0](), *shape.rules) &&
             may_be_empty(shape.parts[0](), rules, each);
    case Kind::string:
      return std::none_of(rules.begin(), rules.end(), [each](const Rule& rule) {
        return rule.each == each &&
               (rule.keyword == Keyword::format || rule.keyword == Keyword::pattern ||
                (rule.keyword == Keyword::min_length && rule.value.integer > 0));
      });
    default:
      return false;
  }
}

/// A text by the type of its field. A checkbox without a value of its own is sent as `on` (HTML
/// §4.10.5.4).
void add_field(json::Builder& out, const openapi::SchemaView& view, std::string_view text) {
  const openapi::Kinds kinds = view.kinds();
  const bool checked = text == "on" && kinds.boolean && !kinds.string && !kinds.any;
  request::add_typed(out, view, checked ? "true" : text);
}

/// A name or value of application/x-www-form-urlencoded.
std::string decode_form(std::string text) {
  std::replace(text.begin(), text.end(), '+', ' ');
  return json::percent_decode(text);
}

}  // namespace

File Call::bytes() {
  if (request_.body_file) return map_file(request_.body_file, {});
  return File(nullptr, request_.body, {});
}

std::string Call::taken_type() {
  const std::string* type = request_.headers.find("Content-Type");
  const std::string_view given = type ? std::string_view(*type) : std::string_view();
  std::string all;
  for (const std::string& taken : info().body->types) {
    const bool json = taken == "application/json";
    if (json ? is_json(given) : text::equals_ignoring_case(bare_type(given), taken)) {
      return taken;
    }
    all += (all.empty() ? "" : " or ") + taken;
  }
  refuse(problem_response(415, "The body has to be " + all + ", as Content-Type says" +
                                   (type ? ", not " + *type : std::string())));
  return {};
}

std::optional<Response> Call::refuse_by_head() {
  if (!begin()) return std::move(refusal_);
  for (std::size_t i = 0; i < info().own_identities; ++i) identity(i);
  take_identities();
  // Without a type it may be an empty body that can be left out.
  const bool typed = request_.headers.find("Content-Type") != nullptr;
  if (info().body && (typed || info().body->required)) taken_type();
  return std::move(refusal_);
}

bool Call::valid_body(json::Value value) {
  schema::EvaluateOptions options;
  options.direction = schema::Direction::request;
  const schema::Evaluation evaluation = schema::evaluate(*endpoint_.body, value, options);
  for (const schema::Violation* violation : schema::leaves(evaluation.violations)) {
    errors_.push_back(field_error("body", "", *violation, language()));
  }
  return evaluation.valid;
}

std::optional<json::Document> Call::body() {
  const bool empty = request_.body.empty();
  const bool typed = request_.headers.find("Content-Type") != nullptr;
  if (empty && !typed && !info().body->required) return std::nullopt;
  if ((typed || !empty) && taken_type().empty()) return std::nullopt;
  if (empty) {
    refuse(not_json_response({"there is none; send a JSON object", "", {}}));
    return std::nullopt;
  }
  json::Reading reading = json::read(request_.body);
  if (reading.error) {
    refuse(not_json_response(*reading.error));
    return std::nullopt;
  }
  if (!valid_body(reading.document.root())) return std::nullopt;
  return std::move(reading.document);
}

json::Value Call::body_field(std::string_view name) {
  if (!body_) body_.emplace(body());
  return *body_ ? (*body_)->root()[name] : json::Value();
}

std::optional<File> Call::upload() {
  const std::string type = taken_type();
  if (type.empty()) return std::nullopt;
  const File all = bytes();
  if (all.size() == 0) {
    refuse(problem_response(400, "The body is empty: send the bytes of a file"));
    return std::nullopt;
  }
  return File(std::make_shared<File>(all), all.bytes(), type);
}

std::optional<json::Document> Call::form(Attachments& files) {
  const std::string type = taken_type();
  if (type.empty()) return std::nullopt;
  const auto refuse_form = [&](const std::string& reason) -> std::optional<json::Document> {
    refuse(problem_response(400, "The body is no " + type + ": " + reason));
    return std::nullopt;
  };
  const auto all = std::make_shared<File>(bytes());
  std::vector<Part> parts;
  std::vector<std::string> decoded;
  if (type == "multipart/form-data") {
    const std::string* header = request_.headers.find("Content-Type");
    auto read = read_multipart(all->bytes(), header_parameter(*header, "boundary").value_or(""));
    if (const auto* reason = std::get_if<std::string>(&read)) return refuse_form(*reason);
    parts = std::get<std::vector<Part>>(std::move(read));
    for (const Part& part : parts) {
      if (!is_clean_text(part.name) || !is_clean_text(part.filename.value_or("")) ||
          (!find_file(part.name) && !is_clean_text(part.bytes))) {
        return refuse_form(kNotText);
      }
    }
  } else {
    if (!is_clean_encoded_text(all->bytes())) return refuse_form(kNotText);
    if (std::count(all->bytes().begin(), all->bytes().end(), '&') >=
        static_cast<std::ptrdiff_t>(kMostFields)) {
      return refuse_form("it has more than 1,000 fields");
    }
    const auto pairs = request::split_query(all->bytes());
    decoded.reserve(pairs.size());
    for (const request::Pair& pair : pairs) {
      decoded.push_back(decode_form(pair.value));
      parts.push_back({decode_form(pair.name), decoded.back()});
    }
  }
  json::Document document = form_document(parts, all, files);
  if (!valid_body(document.root()) || !errors_.empty()) return std::nullopt;
  return document;
}

json::Document Call::form_document(const std::vector<Part>& parts,
                                   const std::shared_ptr<File>& owner, Attachments& files) {
  struct FormField {
    std::string_view name;
    std::vector<const Part*> parts;
  };
  std::vector<FormField> fields;
  std::map<std::string_view, std::size_t> places;
  for (const Part& part : parts) {
    const auto [place, first] = places.emplace(part.name, fields.size());
    if (first) fields.push_back({part.name, {}});
    FormField& field = fields[place->second];
    if (const AttachmentInfo* file = find_file(part.name)) {
      // A file field that was left alone comes as a part without name and bytes.
      if (part.filename && part.filename->empty() && part.bytes.empty()) continue;
      check_file_type(*file, part);
      files.emplace_back(part.name, File(owner, part.bytes, part.type, part.filename.value_or("")));
    } else if (is_left_out(part.name, part.bytes)) {
      continue;
    }
    field.parts.push_back(&part);
  }
  json::Builder out;
  out.begin(json::Type::object, 0);
  for (const FormField& field : fields) {
    if (field.parts.empty()) continue;
    const openapi::SchemaView view = endpoint_.body_view.property(field.name);
    const bool array = view && view.kinds().array;
    request::add_key(out, field.name);
    // A name that came twice is a list, for the schema to take or refuse.
    const bool list = array || field.parts.size() > 1;
    if (list) out.begin(json::Type::array, 0);
    std::size_t index = 0;
    for (const Part* part : field.parts) {
      if (find_file(field.name)) {
        request::add_string(out, part->filename.value_or(""));
      } else {
        add_field(out, array ? view.item(index) : view, part->bytes);
      }
      ++index;
    }
    if (list) out.end(0);
  }
  return std::move(out).finish().document;
}

const AttachmentInfo* Call::find_file(std::string_view name) const {
  for (const AttachmentInfo& file : info().body->files) {
    if (file.name == name) return &file;
  }
  return nullptr;
}

bool Call::is_left_out(std::string_view name, std::string_view text) const {
  if (!text.empty()) return false;
  for (const Shape::Member& member : info().body->shape->members) {
    if (member.name != name) continue;
    return !member.required && !may_be_empty(member.shape(), *member.rules);
  }
  return false;
}

void Call::check_file_type(const AttachmentInfo& declared, const Part& part) {
  if (declared.types.empty()) return;
  const std::string given(bare_type(part.type));
  for (std::string_view rest = declared.types; !rest.empty();) {
    if (text::equals_ignoring_case(text::trim_blanks(text::take_piece(rest, ',')), given)) return;
  }
  FieldError error;
  error.in = "body";
  error.pointer = "/" + declared.name;
  error.keyword = "contentType";
  error.schema_pointer = "";
  error.message = "must be a file of " + declared.types + ", is " +
                  (given.empty() ? std::string("of no type") : given);
  errors_.push_back(std::move(error));
}

}  // namespace vitrine
