#include "app/openapi/rules.h"

#include <algorithm>
#include <array>

/// The rules of `check`, as data. Nothing that the page calls refers to this file.
namespace vitrine::openapi {

namespace {

constexpr Rule make(const RuleId& id, std::string_view section, std::string_view summary) {
  return {id.name, id.severity, section, summary};
}

/// A text as a template argument.
template <size_t count>
struct Literal {
  char text[count]{};
  constexpr Literal(const char (&from)[count]) {  // NOLINT(google-explicit-constructor)
    for (size_t i = 0; i < count; ++i) text[i] = from[i];
  }
  constexpr std::string_view view() const { return {text, count - 1}; }
};

struct Sections {
  std::array<char, 160> text{};
  size_t size = 0;

  constexpr void append(std::string_view more) {
    for (const char c : more) text[size++] = c;
  }
  constexpr std::string_view view() const { return {text.data(), size}; }
};

template <Literal number, Literal before, Literal after>
constexpr Sections sections() {
  Sections all;
  all.append(before.view());
  for (const std::string_view start : {"OAS 3.0.3 §4.7.", ", 3.1.1 §4.8.", ", 3.2.0 §4."}) {
    all.append(start);
    all.append(number.view());
  }
  all.append(after.view());
  return all;
}

template <Literal number, Literal before, Literal after>
constexpr Sections kSections = sections<number, before, after>();

/// The sections of an Object, which has the same number in all versions of 3.x.
template <Literal number, Literal before = "", Literal after = "">
constexpr std::string_view kObject = kSections<number, before, after>.view();

constexpr auto kRules = std::to_array<Rule>({
    make(rule::kSyntax, "RFC 8259, YAML 1.2.2", "The text is JSON or YAML."),
    make(rule::kDuplicateKey, "RFC 8259 §4, YAML 1.2.2 §3.2.1.3",
         "No name stands twice in one object."),
    make(rule::kDoubtfulText, "RFC 8259, YAML 1.2.2",
         "Nothing in the text is likely to be read differently elsewhere."),

    make(rule::kFieldType, "OAS 2.0, 3.0.3 §4.7, 3.1.1 §4.8, 3.2.0 §4",
         "A field has the type that the specification gives it."),
    make(rule::kTextQuotes, "OAS 2.0, 3.0.3 §4.7, 3.1.1 §4.8, 3.2.0 §4",
         "A text that looks like a number has quotes."),
    make(rule::kMissingField, "OAS 2.0, 3.0.3 §4.7, 3.1.1 §4.8, 3.2.0 §4",
         "A required field is there."),
    make(rule::kForeignField, "OAS 2.0, 3.0.3 §4.7, 3.1.1 §4.8, 3.2.0 §4",
         "A field is not one that only other Objects or other versions have."),
    make(rule::kUnknownField, "OAS 2.0, 3.0.3 §4.9, 3.1.1 §4.9, 3.2.0 \"Specification Extensions\"",
         "A field that the specification does not name begins with x-."),
    make(rule::kExclusiveFields,
         "OAS 3.0.3 §4.7.12, §4.7.19, §4.7.20, 3.1.1 §4.8.4, §4.8.12, §4.8.19, §4.8.20, "
         "3.2.0 §4.4, §4.12, §4.14, §4.19, §4.20",
         "Of fields that exclude each other only one is there."),
    make(rule::kUrl, "RFC 3986 §4.1", "A URL is a URI reference."),
    make(rule::kUrlScheme, "RFC 3986 §3.1", "A URL that people open is of http or https."),
    make(rule::kEmail, kObject<"3">, "The contact's email is an email address."),

    make(rule::kRefUnreadable, kObject<"23">, "A document that is referred to can be read."),
    make(rule::kRefNotLoaded, kObject<"23">,
         "A document that is referred to is loaded (--allow-remote)."),
    make(rule::kRefUnresolved, kObject<"23">, "A reference leads to something."),
    make(rule::kRefKind, kObject<"23">,
         "A reference leads to an Object of the kind that is wanted."),
    make(rule::kRefNotAllowed, kObject<"23">,
         "A $ref stands only where the version has a Reference Object."),
    make(rule::kRefSiblings, "OAS 2.0 \"Reference Object\", 3.0.3 §4.7.23.1, 3.1.1 §4.8.23",
         "Nothing that is ignored stands beside a $ref."),

    make(rule::kVersion, kObject<"1">,
         "\"openapi\" or \"swagger\" names a version that is supported."),
    make(rule::kVersionTwice, kObject<"1">, "Only one of \"openapi\" and \"swagger\" is there."),
    make(rule::kTagUnique, kObject<"1">, "Each tag is declared once."),
    make(rule::kTagParent, "OAS 3.2.0 §4.22", "The parent of a tag is declared, without a circle."),
    make(rule::kComponentName, kObject<"7">,
         "The name of a component consists of letters, digits, dots, hyphens and underscores."),

    make(rule::kServerUrl, kObject<"5">, "The braces of a server's url pair."),
    make(rule::kServerScheme, kObject<"5">,
         "Requests can be tried on servers of http and https only."),
    make(rule::kServerQuery, kObject<"5">,
         "A server's url has neither query nor fragment, as paths are appended to it."),
    make(rule::kServerVariableUndeclared, kObject<"5">,
         "A variable in a server's url is described in \"variables\"."),
    make(rule::kServerVariableUnused, kObject<"5">, "A server variable is used in the url."),
    make(rule::kServerVariableDefault, kObject<"6">,
         "A server variable has a default, which is one of its enum."),
    make(rule::kServerVariableEnum, kObject<"6">, "The enum of a server variable is not empty."),
    make(rule::kHost, "OAS 2.0 \"Swagger Object\"",
         "\"host\" is a host with an optional port, \"basePath\" begins with /, \"schemes\" are "
         "http, https, ws, wss."),

    make(rule::kPathSlash, kObject<"8">, "A path begins with one slash."),
    make(rule::kPathTemplate, kObject<"8">,
         "The braces of a path pair and hold a name, each name once."),
    make(rule::kPathQuery, kObject<"8", "RFC 3986 §3.3, OAS 2.0 \"Paths Object\", ">,
         "A path has no query and no fragment."),
    make(rule::kPathItemTwice, kObject<"9">,
         "No field stands both beside the $ref of a path item and in what it refers to."),
    make(rule::kPathAmbiguous, kObject<"8", "OAS 2.0 \"Paths Object\", ">,
         "Paths that differ only in the names of their parameters have no method in common."),
    make(rule::kMethod, kObject<"9">,
         "An entry of additionalOperations is not a method that has a field of its own."),
    make(rule::kOperationIdUnique, kObject<"10">, "Each operationId is given once."),
    make(rule::kResponses, kObject<"16">, "An operation has at least one response."),
    make(rule::kStatus, kObject<"16">,
         "A response is for a status (200), a range (2XX) or default."),
    make(rule::kBodyMeaning, kObject<"10", "RFC 9110 §9.3, ">,
         "An operation has no request body where HTTP gives it no meaning."),
    make(rule::kPathParameterUndeclared, kObject<"8">,
         "Each name in the braces of a path is that of a path parameter."),
    make(rule::kPathParameterUnused, kObject<"12">, "A path parameter stands in the path."),
    make(rule::kPathParameterRequired, kObject<"12">, "A path parameter says \"required\": true."),
    make(rule::kParameterUnique, kObject<"10">, "A list has one parameter of each name and place."),
    make(rule::kQuerystring, "OAS 3.2.0 §4.12.1",
         "A querystring parameter is the only one, and there are no query parameters beside it."),
    make(rule::kBodyExclusive, "OAS 2.0 \"Parameter Object\"",
         "There is one body parameter, or there are formData parameters."),

    make(rule::kParameterIn, kObject<"12", "OAS 2.0 \"Parameter Object\", ">,
         "\"in\" is a place that the version knows."),
    make(rule::kParameterStyle, kObject<"12">, "The style is one for parameters of this place."),
    make(rule::kParameterSchema, kObject<"12", "OAS 2.0 \"Parameter Object\", ">,
         "A parameter or header describes its value in one way: type (2.0), schema or content."),
    make(rule::kParameterField, kObject<"12">,
         "A field is not given to a parameter that it does not apply to."),
    make(rule::kParameterContent, kObject<"12">,
         "The content of a parameter or header has one entry."),
    make(rule::kCollectionFormat, "OAS 2.0 \"Parameter Object\", \"Items Object\"",
         "collectionFormat is csv, ssv, tsv or pipes; multi in query and formData only."),
    make(rule::kFileParameter, "OAS 2.0 \"Parameter Object\"",
         "A parameter of type file is in formData, of a request body of multipart/form-data or "
         "application/x-www-form-urlencoded."),
    make(rule::kFormConsumes, "OAS 2.0 \"Parameter Object\"",
         "An operation with formData parameters consumes multipart/form-data or "
         "application/x-www-form-urlencoded."),
    make(rule::kHeaderName, "RFC 9110 §5.6.2", "The name of a header is a token."),
    make(rule::kHeaderIgnored, kObject<"12", "", "; §4.7.17, §4.8.17, §4.17">,
         "No header is described that OpenAPI ignores."),
    make(rule::kCookieName, "RFC 6265 §4.1.1", "The name of a cookie is a token."),
    make(rule::kMediaTypeName, "RFC 6838 §4.2, RFC 9110 §8.3.1",
         "A key of content is a media type or a range of them."),
    make(rule::kContentEmpty, kObject<"13">, "A request body has a media type."),
    make(rule::kEncodingProperty, kObject<"14">,
         "A property that has an encoding is in the schema."),
    make(rule::kEncodingIgnored, kObject<"14">,
         "Encodings are for multipart and application/x-www-form-urlencoded only."),

    make(rule::kLinkTarget, kObject<"20">, "The operation that a link names is there."),
    make(rule::kLinkParameter, kObject<"20">,
         "The operation of a link has the parameters that the link gives."),
    make(rule::kRuntimeExpression, kObject<"20">, "A runtime expression has the syntax of one."),

    make(rule::kSecurityUndeclared, kObject<"30">,
         "A security scheme that is required is declared."),
    make(rule::kSecurityType, kObject<"27">,
         "A security scheme is of a type that the version knows, with the fields of the type."),
    make(rule::kOAuthFlow, kObject<"28", "", "; §4.7.29, §4.8.29, §4.29">,
         "An OAuth flow is one that the version knows, with its URLs."),
    make(rule::kScopeUndeclared, kObject<"30">, "A scope that is required is one of the scheme's."),
    make(rule::kScopesEmpty, "OAS 2.0 \"Security Requirement Object\", 3.0.3 §4.7.30",
         "Scopes are required of oauth2 and openIdConnect schemes only."),

    make(rule::kSchemaKeyword, "JSON Schema Validation §6, OAS 3.0.3 §4.7.24, 3.1.1 §4.8.24",
         "A keyword has the type that it needs."),
    make(rule::kSchemaForeignKeyword, "OAS 2.0 \"Schema Object\", 3.0.3 §4.7.24, 3.1.1 §4.8.24",
         "A keyword is one of the version, not of another one."),
    make(rule::kSchemaUnknownKeyword, "OAS 2.0 \"Schema Object\", 3.0.3 §4.7.24",
         "A keyword that the specification does not name begins with x-."),
    make(rule::kSchemaType, "OAS 2.0 \"Schema Object\", 3.0.3 §4.7.24.1, 3.1.1 §4.8.24",
         "\"type\" names a type of JSON, in 3.0 one and not null."),
    make(rule::kSchemaCycle, "JSON Schema Core §9.4.1",
         "A schema does not apply itself to the same value without end."),
    make(rule::kNullableIgnored, "OAS 3.1.1 §4.8.24",
         "\"nullable\" is not used from 3.1 on; null is a type."),
    make(rule::kNullableType, "OAS 3.0.3 §4.7.24.1",
         "\"nullable\" stands beside the \"type\" that it adds null to."),
    make(rule::kArrayItems, "OAS 2.0 \"Schema Object\", 3.0.3 §4.7.24.1",
         "\"items\" is there when the type is array."),
    make(rule::kPattern, "JSON Schema Core §6.4, ECMA-262",
         "A pattern is a regular expression of ECMA-262."),
    make(rule::kBounds, "JSON Schema Validation §6", "Some value can satisfy the bounds."),
    make(rule::kRequiredList, "JSON Schema Validation draft 4 §5.4.3, 2020-12 §6.5.3",
         "\"required\" is a list of different names, in 2.0 and 3.0 not an empty one."),
    make(rule::kEnumEmpty, "JSON Schema Validation §6.1.2", "\"enum\" has a value."),
    make(rule::kEnumUnique, "JSON Schema Validation §6.1.2", "No value stands twice in \"enum\"."),
    make(rule::kEnumType, "JSON Schema Validation §6.1", "A value of \"enum\" is of the \"type\"."),
    make(rule::kDefaultType, "OAS 2.0 \"Schema Object\", 3.0.3 §4.7.24.1",
         "A default is of the type beside it."),
    make(rule::kDefaultValue, "JSON Schema Validation §9.2", "A default fits its schema."),
    make(rule::kExampleValue, "OAS 3.0.3 §4.7.14, 3.1.1 §4.8.14, 3.2.0 §4.14",
         "An example fits its schema."),
    make(rule::kReadWriteOnly, "OAS 3.0.3 §4.7.24.2",
         "A property is not both readOnly and writeOnly."),
    make(rule::kDiscriminatorProperty, kObject<"25">,
         "The property of a discriminator is one of each alternative."),
    make(rule::kDiscriminatorRequired, kObject<"25", "OAS 2.0 \"Schema Object\", ">,
         "The property of a discriminator is required."),
    make(rule::kDiscriminatorInline, kObject<"25">,
         "The alternatives of a discriminator are references, which have names."),
    make(rule::kDiscriminatorMapping, kObject<"25">, "A mapping leads to a schema."),
    make(rule::kXmlName, "Namespaces in XML 1.0 §3", "A name is one that XML allows."),
});

}  // namespace

std::span<const Rule> rules() { return kRules; }

const Rule* find_rule(std::string_view name) {
  const auto found = std::find_if(kRules.begin(), kRules.end(),
                                  [name](const Rule& rule) { return rule.name == name; });
  return found == kRules.end() ? nullptr : &*found;
}

}  // namespace vitrine::openapi
