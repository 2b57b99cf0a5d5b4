// Finds the dialect of a schema (JSON Schema Core §8.1).
#include <utility>

#include "app/json/uri.h"
#include "app/schema/identifiers.h"

namespace vitrine::schema {

namespace {

/// The dialect of a description's Schema Objects; nothing where its version is none.
std::optional<Dialect> described_dialect(const json::Value& root) {
  if (root["swagger"].string() == "2.0") return Dialect::openapi_2_0;
  const std::string_view version = root["openapi"].string().substr(0, 3);
  if (version == "3.0") return Dialect::openapi_3_0;
  if (version == "3.1" || version == "3.2") return Dialect::openapi_3_1;
  return std::nullopt;
}

}  // namespace

/// The rules that `$schema` names (JSON Schema Core §8.1.1), or `jsonSchemaDialect` for a
/// description (OAS 3.1.0 §4.8.1); without, those of the schema around or of the one that
/// refers.
DialectRules Identifiers::rules_of(const json::Value& schema, std::string_view base,
                                   const DialectRules& inherited) {
  if (!is_description(schema)) {
    const json::Value said = schema["$schema"];
    return said.is_string() ? rules_by(said, base, inherited) : inherited;
  }
  const auto dialect = described_dialect(schema);
  if (!dialect) return inherited;
  DialectRules rules;
  rules.dialect = *dialect;
  const json::Value said = schema["jsonSchemaDialect"];
  return *dialect == Dialect::openapi_3_1 && said.is_string() ? rules_by(said, base, rules) : rules;
}

DialectRules Identifiers::rules_by(const json::Value& said, std::string_view base,
                                   const DialectRules& inherited, int chain) {
  constexpr int kLongestChain = 10;
  DialectRules rules = inherited;
  if (const auto dialect = dialect_of(said.string())) {
    rules = {};
    rules.dialect = *dialect;
    return rules;
  }
  const std::string resolved = json::resolve_uri(base, said.string());
  const std::string uri(json::split_fragment(resolved).uri);
  const json::Value meta = documents_.root(uri).value;
  if (!meta) {
    if (missing_dialects_ == MissingDocuments::stop) {
      if (!missing_) missing_ = json::Missing{uri};
    } else {
      note(said, "the dialect " + quoted(said.string()) + " is not known", true);
    }
    return rules;
  }
  rules.vocabularies = DialectRules().vocabularies;
  if (meta["$vocabulary"].is_object()) {
    read_vocabularies(said, meta, rules);
    return rules;
  }
  // Without vocabularies a meta-schema is taken to describe the dialect that it is written in.
  const json::Value next = meta["$schema"];
  if (!next.is_string() || chain == kLongestChain) {
    note(said, "the dialect " + quoted(said.string()) + " does not say what it is made of", true);
    return rules;
  }
  return rules_by(next, uri, inherited, chain + 1);
}

/// JSON Schema Core §8.1.2: what is not listed is not used; core always is.
void Identifiers::read_vocabularies(const json::Value& said, const json::Value& meta,
                                    DialectRules& rules) {
  if (const auto dialect = dialect_of(meta["$schema"].string())) rules.dialect = *dialect;
  rules.vocabularies = static_cast<std::uint8_t>(Vocabulary::core);
  bool openapi = false;
  for (const json::Member& member : meta["$vocabulary"].members()) {
    const bool required = member.value.boolean();
    if (const auto vocabulary = vocabulary_of(member.key, required)) {
      rules.vocabularies |= vocabulary->bits;
      openapi = openapi || vocabulary->dialect == Dialect::openapi_3_1;
      if (!openapi) rules.dialect = vocabulary->dialect;
    } else if (required) {
      note(said, "the vocabulary " + quoted(member.key) + " is required and not known", true);
    }
  }
  if (openapi) rules.dialect = Dialect::openapi_3_1;
}

/// A document without `$schema` is read by the dialect of the schema that refers to it: there
/// should be one only.
void Identifiers::check_inherited(std::uint32_t from, std::uint32_t to) {
  const Resource& target = resources_[to];
  if (!target.inherits || target.rules.dialect == resources_[from].rules.dialect) return;
  if (target.root.document() == resources_[from].root.document()) return;
  note(target.root,
       "schemas of several dialects refer to this one, which has no $schema; it is read by the "
       "dialect of the first");
}

}  // namespace vitrine::schema
