#include "app/openapi/example.h"

#include <memory>
#include <variant>

namespace vitrine::openapi {

json::Result<std::string> example(const SchemaView& schema, const schema::ExampleOptions& options) {
  const json::Error none{"there is no schema"};
  if (!schema) return none;
  schema::Options how;
  how.dialect = schema.dialect();
  how.missing = schema::MissingDocuments::accept;
  schema::Compiler compiler(*schema.set(), how);
  const schema::Compilation compiled = compiler.compile(schema.cursor());
  if (const auto* made = std::get_if<std::shared_ptr<const schema::Schema>>(&compiled)) {
    return schema::example(**made, options);
  }
  const auto* reason = std::get_if<json::Error>(&compiled);
  return reason ? *reason : none;
}

}  // namespace vitrine::openapi
