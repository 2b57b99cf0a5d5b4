#pragma once

#include <span>
#include <string_view>

#include "app/openapi/model.h"

namespace vitrine::openapi {

/// A rule that a report names, without its words. The name is stable: people write it in their
/// build's configuration (`--rule NAME=off`).
struct RuleId {
  std::string_view name;  ///< in kebab-case, e.g. "array-items"
  Severity severity;      ///< unless the user chooses another one
};

/// A rule that a description can break, with what `vitrine rules` lists.
struct Rule {
  std::string_view name;
  Severity severity;
  std::string_view section;  ///< of the specification, e.g. "OAS 3.0.3 §4.7.24.1"
  std::string_view summary;  ///< one sentence: what must hold
};

/// All rules, by subject. For the command: the page links the names only.
std::span<const Rule> rules();

/// The rule of this name; nullptr when there is none.
const Rule* find_rule(std::string_view name);

/// An error breaks a MUST or cannot work, a warning is doubtful, a note is worth knowing.
namespace rule {

using enum Severity;

// The text.
inline constexpr RuleId kSyntax{"syntax", error};
inline constexpr RuleId kDuplicateKey{"duplicate-key", error};
inline constexpr RuleId kDoubtfulText{"doubtful-text", warning};

// Any Object.
inline constexpr RuleId kFieldType{"field-type", error};
inline constexpr RuleId kTextQuotes{"text-quotes", warning};
inline constexpr RuleId kMissingField{"missing-field", error};
inline constexpr RuleId kForeignField{"foreign-field", error};
inline constexpr RuleId kUnknownField{"unknown-field", warning};
inline constexpr RuleId kExclusiveFields{"exclusive-fields", error};
inline constexpr RuleId kUrl{"url", error};
inline constexpr RuleId kUrlScheme{"url-scheme", warning};
inline constexpr RuleId kEmail{"email", warning};

// References.
inline constexpr RuleId kRefUnreadable{"ref-unreadable", error};
inline constexpr RuleId kRefNotLoaded{"ref-not-loaded", warning};
inline constexpr RuleId kRefUnresolved{"ref-unresolved", error};
inline constexpr RuleId kRefKind{"ref-kind", error};
inline constexpr RuleId kRefNotAllowed{"ref-not-allowed", error};
inline constexpr RuleId kRefSiblings{"ref-siblings", note};

// The document.
inline constexpr RuleId kVersion{"version", error};
inline constexpr RuleId kVersionTwice{"version-twice", warning};
inline constexpr RuleId kTagUnique{"tag-unique", error};
inline constexpr RuleId kTagParent{"tag-parent", error};
inline constexpr RuleId kComponentName{"component-name", error};

// Servers.
inline constexpr RuleId kServerUrl{"server-url", error};
inline constexpr RuleId kServerScheme{"server-scheme", note};
inline constexpr RuleId kServerQuery{"server-query", warning};
inline constexpr RuleId kServerVariableUndeclared{"server-variable-undeclared", error};
inline constexpr RuleId kServerVariableUnused{"server-variable-unused", warning};
inline constexpr RuleId kServerVariableDefault{"server-variable-default", error};
inline constexpr RuleId kServerVariableEnum{"server-variable-enum", error};
inline constexpr RuleId kHost{"host", error};

// Paths and operations.
inline constexpr RuleId kPathSlash{"path-slash", error};
inline constexpr RuleId kPathTemplate{"path-template", error};
inline constexpr RuleId kPathQuery{"path-query", warning};
inline constexpr RuleId kPathItemTwice{"path-item-twice", warning};
inline constexpr RuleId kPathAmbiguous{"path-ambiguous", error};
inline constexpr RuleId kMethod{"method", error};
inline constexpr RuleId kOperationIdUnique{"operation-id-unique", error};
inline constexpr RuleId kResponses{"responses", error};
inline constexpr RuleId kStatus{"status", error};
inline constexpr RuleId kBodyMeaning{"body-meaning", warning};
inline constexpr RuleId kPathParameterUndeclared{"path-parameter-undeclared", error};
inline constexpr RuleId kPathParameterUnused{"path-parameter-unused", error};
inline constexpr RuleId kPathParameterRequired{"path-parameter-required", error};
inline constexpr RuleId kParameterUnique{"parameter-unique", error};
inline constexpr RuleId kQuerystring{"querystring", error};
inline constexpr RuleId kBodyExclusive{"body-exclusive", error};

// Parameters, headers, media types.
inline constexpr RuleId kParameterIn{"parameter-in", error};
inline constexpr RuleId kParameterStyle{"parameter-style", error};
inline constexpr RuleId kParameterSchema{"parameter-schema", error};
inline constexpr RuleId kParameterField{"parameter-field", warning};
inline constexpr RuleId kParameterContent{"parameter-content", error};
inline constexpr RuleId kCollectionFormat{"collection-format", error};
inline constexpr RuleId kFileParameter{"file-parameter", error};
inline constexpr RuleId kFormConsumes{"form-consumes", warning};
inline constexpr RuleId kHeaderName{"header-name", error};
inline constexpr RuleId kHeaderIgnored{"header-ignored", warning};
inline constexpr RuleId kCookieName{"cookie-name", warning};
inline constexpr RuleId kMediaTypeName{"media-type-name", error};
inline constexpr RuleId kContentEmpty{"content-empty", warning};
inline constexpr RuleId kEncodingProperty{"encoding-property", error};
inline constexpr RuleId kEncodingIgnored{"encoding-ignored", note};

// Links and callbacks.
inline constexpr RuleId kLinkTarget{"link-target", error};
inline constexpr RuleId kLinkParameter{"link-parameter", warning};
inline constexpr RuleId kRuntimeExpression{"runtime-expression", warning};

// Security.
inline constexpr RuleId kSecurityUndeclared{"security-undeclared", error};
inline constexpr RuleId kSecurityType{"security-type", error};
inline constexpr RuleId kOAuthFlow{"oauth-flow", error};
inline constexpr RuleId kScopeUndeclared{"scope-undeclared", warning};
inline constexpr RuleId kScopesEmpty{"scopes-empty", error};

// Schemas.
inline constexpr RuleId kSchemaKeyword{"schema-keyword", error};
inline constexpr RuleId kSchemaForeignKeyword{"schema-foreign-keyword", error};
inline constexpr RuleId kSchemaUnknownKeyword{"schema-unknown-keyword", warning};
inline constexpr RuleId kSchemaType{"schema-type", error};
inline constexpr RuleId kSchemaCycle{"schema-cycle", error};
inline constexpr RuleId kNullableIgnored{"nullable-ignored", warning};
inline constexpr RuleId kNullableType{"nullable-type", note};
inline constexpr RuleId kArrayItems{"array-items", error};
inline constexpr RuleId kPattern{"pattern", error};
inline constexpr RuleId kBounds{"bounds", error};
inline constexpr RuleId kRequiredList{"required-list", error};
inline constexpr RuleId kEnumEmpty{"enum-empty", error};
inline constexpr RuleId kEnumUnique{"enum-unique", warning};
inline constexpr RuleId kEnumType{"enum-type", warning};
inline constexpr RuleId kDefaultType{"default-type", error};
inline constexpr RuleId kDefaultValue{"default-value", warning};
inline constexpr RuleId kExampleValue{"example-value", warning};
inline constexpr RuleId kReadWriteOnly{"read-write-only", error};
inline constexpr RuleId kDiscriminatorProperty{"discriminator-property", warning};
inline constexpr RuleId kDiscriminatorRequired{"discriminator-required", warning};
inline constexpr RuleId kDiscriminatorInline{"discriminator-inline", warning};
inline constexpr RuleId kDiscriminatorMapping{"discriminator-mapping", error};
inline constexpr RuleId kXmlName{"xml-name", error};

}  // namespace rule

}  // namespace vitrine::openapi
