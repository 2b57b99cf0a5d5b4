#include "server/api/describe/components.h"

#include <utility>

/// Collects schemas by type, and writes rules as keywords.
namespace vitrine {

bool Components::open(TypeTag type, std::string_view name) {
  const auto [place, added] = types_.emplace(std::string(name), type);
  if (!added) {
    if (place->second != type) {
      problem("two types are called \"" + std::string(name) +
              "\" in the document: give one of them a `static constexpr std::string_view name` in "
              "its vitrine::Schema");
    }
    return false;
  }
  order_.emplace_back(name);
  return true;
}

void Components::set(std::string_view name, FreeForm schema) {
  schemas_.insert_or_assign(std::string(name), std::move(schema));
}

FreeForm Components::reference(std::string_view name) {
  return {{"$ref", "#/components/schemas/" + std::string(name)}};
}

FreeForm Components::schemas() const {
  FreeForm all = FreeForm::object();
  for (const std::string& name : order_) {
    const auto found = schemas_.find(name);
    if (found != schemas_.end()) all[name] = found->second;
  }
  return all;
}

FreeForm to_json(const Literal& literal) {
  switch (literal.kind) {
    case Literal::Kind::boolean:
      return literal.boolean;
    case Literal::Kind::integer:
      return literal.integer;
    case Literal::Kind::number:
      return literal.number;
    case Literal::Kind::string:
      return std::string(literal.text);
  }
  return nullptr;
}

namespace {

/// True for a bound that allows more than the type of C++ holds.
bool is_wider(Keyword keyword, const FreeForm& bound, const FreeForm& of_type) {
  if (keyword == Keyword::minimum) return bound.get<double>() < of_type.get<double>();
  return keyword == Keyword::maximum && bound.get<double>() > of_type.get<double>();
}

}  // namespace

void apply(const Rules& rules, FreeForm& schema) {
  for (const Rule& rule : rules) {
    const std::string keyword(schema_keyword(rule.keyword));
    if (keyword.empty()) continue;
    FreeForm& target = rule.each ? schema["items"] : schema;
    if (rule.keyword == Keyword::example) {
      target[keyword].push_back(to_json(rule.value));
    } else {
      FreeForm value = to_json(rule.value);
      const auto known = target.find(keyword);
      if (known != target.end() && is_wider(rule.keyword, value, *known)) continue;
      target[keyword] = std::move(value);
    }
  }
}

}  // namespace vitrine
