#include "tests/unit/server/promises.h"

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/schema/message.h"
#include "server/api/declare/path_template.h"

namespace vitrine::test {

namespace {

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return text;
}

}  // namespace

Promises::Promises(const Service& service) {
  (void)documents_.add(kUri, std::move(json::read(service.openapi_json()).document));
}

std::shared_ptr<const schema::Schema> Promises::schema(const std::string& pointer) const {
  auto& known = schemas_[pointer];
  if (!known) {
    schema::Compiler compiler(documents_, {.dialect = schema::Dialect::openapi_3_1});
    json::Cursor cursor = documents_.root(kUri);
    cursor.value = json::resolve(cursor.value, pointer);
    auto compiled = compiler.compile(cursor);
    if (auto* done = std::get_if<std::shared_ptr<const schema::Schema>>(&compiled)) known = *done;
  }
  return known;
}

std::string Promises::difference(const Request& request, const Response& response) const {
  const std::string method = request.method == "HEAD" ? "get" : lower(request.method);
  std::string best;
  for (const auto& [path, item, range] : document()["paths"].members()) {
    const PathTemplate shape{std::string(path)};
    if (!item[method] || !shape.match(request.path())) continue;
    // As the router: literal segments win.
    if (best.empty() || shape.before(PathTemplate(best))) best = std::string(path);
  }
  if (best.empty()) return {};
  std::string pointer = "/paths";
  json::append(pointer, best);
  json::append(pointer, method);
  json::append(pointer, "responses");
  json::append(pointer, std::to_string(response.status));
  const json::Value promised = json::resolve(document(), pointer);
  if (!promised) return "no response with " + std::to_string(response.status) + " is promised";
  for (const auto& [name, header, range] : promised["headers"].members()) {
    if (header["required"].boolean() && !response.headers.find(name)) {
      return "the header " + std::string(name) + " is missing";
    }
  }
  for (const char* name : {"ETag", "Link", "Location", "X-Total-Count", "WWW-Authenticate",
                           "Retry-After", "Set-Cookie"}) {
    if (response.headers.find(name) && !promised["headers"][name]) {
      return std::string("the header ") + name + " is not promised";
    }
  }
  const std::string* type = response.headers.find("Content-Type");
  const json::Value content = promised["content"];
  if (response.live && type) return content[*type] ? "" : "another media type: " + *type;
  if (response.text().empty() && !response.file) return content ? "the content is missing" : "";
  if (!type || !content[*type]) return "another media type: " + (type ? *type : "none");
  // Bytes have no schema.
  if (response.file || !content[*type]["schema"]) return {};
  json::append(pointer, "content");
  json::append(pointer, *type);
  const auto compiled = schema(pointer + "/schema");
  if (!compiled) return "the schema of the response cannot be used";
  const json::Reading reading = json::read(response.text());
  const auto evaluation = schema::evaluate(*compiled, reading.document.root());
  for (const schema::Violation* violation : schema::leaves(evaluation.violations)) {
    return violation->instance_pointer + " " + schema::message(*violation);
  }
  return {};
}

}  // namespace vitrine::test
