// Prints the field lists of app/boundary as TypeScript: wasm/src/boundary_types.ts.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "app/boundary/output.h"

namespace vitrine::boundary::typescript {

template <class T>
struct ElementOf {
  using Type = void;
};
template <class T>
struct ElementOf<std::vector<T>> {
  using Type = T;
};

template <class T>
struct ContentOf {
  using Type = void;
};
template <class T>
struct ContentOf<std::optional<T>> {
  using Type = T;
};

inline std::string quoted(std::string_view name) { return "'" + std::string(name) + "'"; }

inline std::string decimal(std::uint32_t number) {
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + number % 10));
    number /= 10;
  } while (number > 0);
  return digits;
}

template <class E>
inline std::string union_of_names() {
  std::string all;
  for (const std::string_view name : Names<E>::kNames) {
    if (name.empty()) continue;
    if (!all.empty()) all += " | ";
    all += quoted(name);
  }
  return all;
}

template <class V, class Form = void>
inline std::string type_of() {
  using Element = typename ElementOf<V>::Type;
  using Content = typename ContentOf<V>::Type;
  if constexpr (std::is_same_v<Form, Bytes>) {
    return "number[]";
  } else if constexpr (std::is_same_v<Form, Hex> || std::is_same_v<V, std::string> ||
                       std::is_same_v<V, std::string_view> ||
                       std::is_same_v<V, request::SecretText>) {
    return "string";
  } else if constexpr (std::is_same_v<V, bool> || std::is_same_v<V, ui::Node::Tri>) {
    return "boolean";
  } else if constexpr (std::is_arithmetic_v<V>) {
    return "number";
  } else if constexpr (std::is_same_v<V, ui::Role>) {
    return "Role";
  } else if constexpr (std::is_same_v<V, ui::Rect>) {
    return "Box";
  } else if constexpr (std::is_same_v<V, ui::Font>) {
    return "Font";
  } else if constexpr (std::is_same_v<V, request::HeaderField> ||
                       std::is_same_v<V, std::pair<std::string, std::string>>) {
    return "[name: string, value: string]";
  } else if constexpr (std::is_same_v<Content, request::Body>) {
    return "BodyPart[] | null";
  } else if constexpr (std::is_same_v<V, Effect>) {
    return "Effect";
  } else if constexpr (!std::is_void_v<Element>) {
    return type_of<Element>() + "[]";
  } else if constexpr (!std::is_void_v<Content>) {
    return type_of<Content>();
  } else if constexpr (std::is_pointer_v<V>) {
    return type_of<std::remove_cv_t<std::remove_pointer_t<V>>>();
  } else if constexpr (Named<V>) {
    return union_of_names<V>();
  } else {
    return std::string(Declared<V>::kName);
  }
}

/// Each member of T between `before` and `after`.
template <class T>
inline std::string members(std::string_view before, std::string_view after) {
  std::string all;
  each_field<T>([&](const auto& field) {
    using F = std::remove_cvref_t<decltype(field)>;
    using V = std::remove_cvref_t<decltype(std::declval<T&>().*F::kMember)>;
    if constexpr (F::kWhen == When::inside) {
      return;
    } else if constexpr (std::is_same_v<V, std::shared_ptr<const ui::TextLayout>>) {
      for (const std::string_view member :
           {"lines?: Run[][]", "hard?: number[]", "fonts?: Font[]", "inks?: string[]"})
        all += std::string(before) + std::string(member) + std::string(after);
    } else if constexpr (std::is_pointer_v<V>) {
      all += members<std::remove_cv_t<std::remove_pointer_t<V>>>(before, after);
    } else {
      const bool plain = field.name.find('-') == std::string_view::npos;
      all += before;
      if (plain) {
        all += field.name;
      } else {
        all += quoted(field.name);
      }
      all += F::kWhen == When::always ? ": " : "?: ";
      all += type_of<V, typename F::Form>();
      all += after;
    }
  });
  return all;
}

template <class T>
inline std::string interface() {
  return "export interface " + std::string(Declared<T>::kName) + " {\n" + members<T>("  ", ";\n") +
         "}\n\n";
}

template <class... T>
inline std::string union_of(std::string_view name, Types<T...>) {
  std::string all = "export type " + std::string(name) + " =";
  ((all += "\n  | { type: " + quoted(Declared<T>::kType) + members<T>("; ", "") + " }"), ...);
  return all + ";\n\n";
}

/// What `say` has for each role that has a name.
template <class Say>
inline std::string roles(std::string_view before, std::string_view between, Say say) {
  std::string all;
  for (const ui::RoleRow& row : ui::kRoles) {
    if (row.name.empty()) continue;
    const std::string value = say(row);
    if (value.empty()) continue;
    if (!all.empty()) all += between;
    all += before;
    all += value;
  }
  return all;
}

inline std::string quoted_name(const ui::RoleRow& row) { return quoted(row.name); }

inline std::string native_name(const ui::RoleRow& row) {
  if (row.native) return quoted(row.name);
  return {};
}

inline std::string nature(const ui::RoleRow& row) {
  constexpr std::string_view kNames[] = {"", "text", "action", "check", "field"};
  const std::string_view name = kNames[static_cast<std::size_t>(row.nature)];
  if (name.empty()) return {};
  return std::string(row.name) + ": " + quoted(name);
}

inline std::string tag(const ui::RoleRow& row) {
  if (row.tag == "div") return {};
  return std::string(row.name) + ": " + quoted(row.tag);
}

template <class E>
inline std::string enumeration(std::string_view name, bool bits) {
  std::string all = "export const enum " + std::string(name) + " {\n";
  std::uint32_t value = bits ? 1 : 0;
  for (const std::string_view each : Names<E>::kNames) {
    all += "  " + std::string(each) + " = " + decimal(value) + ",\n";
    value = bits ? value * 2 : value + 1;
  }
  return all + "}\n\n";
}

inline std::string print() {
  std::string all =
      "// The field lists of app/boundary in TypeScript, printed by tests/unit/boundary: run it "
      "with\n"
      "// UPDATE_GOLDEN=1 to renew them.\n\n";
  all += "/** Side of a page of words, device pixels. */\n";
  all += "export const kPageSize = " + decimal(kPageSize) + ";\n\n";
  all += "/** Index of no surface. */\n";
  all += "export const kNoSurface = " + decimal(kNoSurface) + ";\n\n";
  all += enumeration<PointerKind>("PointerKind", false);
  all += enumeration<RunFlag>("RunFlag", true);
  all += "export type Role =\n" + roles("  | ", "\n", quoted_name) + ";\n\n";
  all += "/** What a node of a role does, where it is more than to hold others. */\n";
  all += "export const kNatures: { [role in Role]?: 'text' | 'action' | 'check' | 'field' } = {\n" +
         roles("  ", ",\n", nature) + ",\n};\n\n";
  all += "/** Its element, where it is no div; a heading's level follows. */\n";
  all += "export const kTags: { [role in Role]?: string } = {\n" + roles("  ", ",\n", tag) +
         ",\n};\n\n";
  all += "/** Roles that their elements have natively. */\n";
  all += "export const kNativeRoles: ReadonlySet<Role> = new Set<Role>([\n" +
         roles("  ", ",\n", native_name) + ",\n]);\n\n";
  all += "export type Box = [x: number, y: number, width: number, height: number];\n\n";
  all += "/** Letter spacing in em. */\n";
  all +=
      "export type Font = [family: 'sans' | 'mono', size: number, weight: number, italic: boolean, "
      "spacing: number];\n\n";
  all +=
      "/** What a line has of one span: its text (with the white space that hangs at the line's "
      "end), "
      "RunFlags, left edge and\n"
      " * width in the layout, which of the node's fonts and inks; of links the target and the "
      "node's "
      "id. "
      "*/\n"
      "export type Run = [text: string, flags: number, x: number, width: number, font: number, "
      "href?: "
      "string, id?: string];\n\n";
  all +=
      "/** A text, by where it begins and ends in the bytes beside the output, or a file that was "
      "picked. */\n"
      "export type BodyPart = [begin: number, end: number] | { file: string };\n\n";
  all += interface<request::FileRef>();
  all += interface<session::Phases>();
  all += interface<session::GivenCredential>();
  all += interface<session::Options>();
  all += interface<request::HttpRequest>();
  all += interface<ui::Surface>();
  all += interface<NodePatch>();
  all += interface<Patch>();
  all += interface<ThemeColors>();
  all += union_of("JsonEvent", JsonEvents{});
  all += union_of("Effect", Effects{});
  all += interface<Output>();
  all.pop_back();  // the file ends with one line break
  return all;
}

}  // namespace vitrine::boundary::typescript
