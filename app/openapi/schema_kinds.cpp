#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "app/openapi/schema_parts.h"
#include "app/openapi/schema_view.h"
#include "app/schema/keyword_table.h"

/// The types that a schema lets through, and the words for them.
namespace vitrine::openapi {
namespace {

using json::Value;
using schema::Dialect;

/// Schemas looked at for one query; beyond it, choices count as "any".
constexpr int kMaxLooks = 100;
/// Items of a tuple that its type names.
constexpr size_t kTupleWords = 4;

void add(Kinds& kinds, std::string_view type) {
  if (type == "null") kinds.null = true;
  if (type == "boolean") kinds.boolean = true;
  if (type == "integer") kinds.integer = true;
  if (type == "number") kinds.number = true;
  if (type == "string" || type == "file") kinds.string = true;
  if (type == "array") kinds.array = true;
  if (type == "object") kinds.object = true;
}

bool empty(const Kinds& kinds) {
  return !(kinds.null || kinds.boolean || kinds.integer || kinds.number || kinds.string ||
           kinds.array || kinds.object);
}

Kinds both(const Kinds& a, const Kinds& b) {
  if (a.any) return b;
  if (b.any) return a;
  Kinds kinds;
  kinds.null = a.null && b.null;
  kinds.boolean = a.boolean && b.boolean;
  kinds.number = a.number && b.number;
  kinds.integer = !kinds.number && a.numeric() && b.numeric();
  kinds.string = a.string && b.string;
  kinds.array = a.array && b.array;
  kinds.object = a.object && b.object;
  return kinds;
}

Kinds either(const Kinds& a, const Kinds& b) {
  Kinds kinds;
  kinds.any = a.any || b.any;
  if (kinds.any) return kinds;
  kinds.null = a.null || b.null;
  kinds.boolean = a.boolean || b.boolean;
  kinds.integer = a.integer || b.integer;
  kinds.number = a.number || b.number;
  kinds.string = a.string || b.string;
  kinds.array = a.array || b.array;
  kinds.object = a.object || b.object;
  return kinds;
}

Kinds anything() {
  Kinds kinds;
  kinds.any = true;
  return kinds;
}

/// The kinds that one part allows by `type`, `enum` and `const`; `any` when it has none of them.
Kinds said(Value part, Dialect dialect) {
  Kinds kinds;
  Value type = part["type"];
  if (type.is_string()) add(kinds, type.string());
  if (type.is_array()) {
    for (Value name : type.elements()) add(kinds, name.string());
  }
  const bool nullable = (dialect == Dialect::openapi_3_0 && part["nullable"].boolean()) ||
                        (dialect == Dialect::openapi_2_0 && part["x-nullable"].boolean());
  if (!empty(kinds)) {
    if (nullable) kinds.null = true;
    return kinds;
  }
  Value values = part["enum"];
  if (values.is_array() && values.size() > 0) {
    // A long enumeration is of one kind in practice.
    size_t count = 0;
    for (Value value : values.elements()) {
      if (++count > 100) break;
      add(kinds, json::type_name(value.type()));
    }
    return kinds;
  }
  if (Value only = part["const"]) {
    add(kinds, json::type_name(only.type()));
    return kinds;
  }
  return anything();
}

struct Hint {
  std::string_view keyword;
  std::uint8_t type = 0;
  bool names = false;

  constexpr Hint() = default;
  constexpr explicit Hint(const schema::KeywordRow& row)
      : keyword(row.name), type(row.implies), names(row.value == schema::ValueKind::names) {}
};

constexpr bool is_hint(const schema::KeywordRow& row) { return row.implies != 0; }
constexpr auto kHints =
    schema::keyword_table::select_rows<Hint, schema::keyword_table::count_rows(is_hint)>(is_hint);

/// Keywords that only make sense for one type suggest it, when nothing else says.
Kinds hinted(Value part) {
  Kinds kinds;
  for (const Hint& hint : kHints) {
    const Value value = part[hint.keyword];
    // `required: true`, as draft 3 had it, says nothing of the type.
    if (!value || (hint.names && !value.is_array())) continue;
    if ((hint.type & schema::kObject) != 0) kinds.object = true;
    if ((hint.type & schema::kArray) != 0) kinds.array = true;
    if ((hint.type & schema::kFraction) != 0) kinds.number = true;
    if ((hint.type & schema::kString) != 0) kinds.string = true;
  }
  return empty(kinds) ? anything() : kinds;
}

}  // namespace

SchemaView SchemaView::prepared() const {
  const auto with = [](SchemaView view, PreparedSchema read) {
    view.prepared_ = std::make_shared<const PreparedSchema>(std::move(read));
    return view;
  };
  const SchemaView inner = items();
  return with(*this, {kinds(), with(inner, {inner.kinds(), std::nullopt, 0}), tuple_size()});
}

Kinds SchemaView::kinds() const {
  if (prepared_) return prepared_->kinds;
  int looks = kMaxLooks;
  return kinds(looks);
}

Kinds SchemaView::kinds(int& looks) const {
  if (--looks < 0) return anything();
  const std::vector<SchemaPart> all = parts();
  Kinds kinds = anything();
  for (const SchemaPart& part : all) {
    const Value value = part.cursor.value;
    Kinds own = anything();
    if (!value.is_boolean()) {
      own = said(value, dialect_);
    } else if (!value.boolean()) {
      if (!part.or_null) return {};
      own.any = false;
    }
    if (part.or_null && !own.any) own.null = true;
    // Of definitions that contradict each other the first counts.
    const Kinds now = both(kinds, own);
    if (now.any || !empty(now)) kinds = now;
  }
  for (const SchemaPart& part : all) {
    for (const std::string_view name : kUnions) {
      Value members = part.cursor.value[name];
      if (!members.is_array() || members.size() == 0) continue;
      if (sole_member(part.cursor.value, name)) continue;  // is a part itself
      Kinds choices;
      for (Value member : members.elements()) {
        SchemaView view = at(part, member);
        choices = either(choices, view ? view.kinds(looks) : anything());
        if (choices.any) break;
      }
      if (part.or_null && !choices.any) choices.null = true;
      kinds = both(kinds, choices);
    }
  }
  for (const SchemaPart& part : all) {
    if (!kinds.any) break;
    kinds = hinted(part.cursor.value);
    if (part.or_null && !kinds.any) kinds.null = true;
  }
  return kinds;
}

std::string SchemaView::type_words() const { return type_words(0); }

std::string SchemaView::type_words(int depth) const {
  if (!*this) return "any";
  const Kinds kinds = this->kinds();
  if (kinds.any) return "any";
  std::string words;
  auto add_word = [&](const std::string& word) {
    if (!words.empty()) words += " \xC2\xB7 ";
    words += word;
  };
  if (kinds.string) add_word("string");
  if (kinds.number) {
    add_word("number");
  } else if (kinds.integer) {
    add_word("integer");
  }
  if (kinds.boolean) add_word("boolean");
  if (kinds.array) {
    const SchemaView of = items();
    const size_t fixed = depth < 3 ? tuple_size() : 0;
    std::string inner;
    for (size_t i = 0; i < fixed && i < kTupleWords; ++i)
      inner += (i == 0 ? "" : ", ") + item(i).type_words(depth + 1);
    if (fixed > kTupleWords || (fixed > 0 && of && !of.allows_nothing())) inner += ", \u2026";
    if (fixed == 0 && of && depth < 3) inner = of.type_words(depth + 1);
    if (fixed == 0 && (inner.empty() || inner == "any" || inner == "nothing")) {
      add_word("array");
    } else if (fixed > 0 ||
               (inner.find(' ') != std::string::npos && !inner.starts_with("array of"))) {
      add_word("array of (" + inner + ")");
    } else {
      add_word("array of " + inner);
    }
  }
  if (kinds.object) add_word("object");
  if (kinds.null) add_word("null");
  return words.empty() ? "nothing" : words;
}

}  // namespace vitrine::openapi
