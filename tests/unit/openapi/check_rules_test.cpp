#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "app/openapi/rules.h"
#include "tests/unit/openapi/reported.h"

/// Each rule with the least description that breaks it, and what is right beside it.
namespace vitrine::openapi {
namespace {

using ::testing::HasSubstr;

std::string head(std::string_view version) {
  const bool legacy = version == "2.0";
  return (legacy ? "swagger: '2.0'" : "openapi: " + std::string(version)) +
         "\ninfo: {title: T, version: '1'}\n";
}

std::string of_schema(std::string_view version, const std::string& schema) {
  const bool legacy = version == "2.0";
  return Reported(head(version) + "paths: {}\n" +
                  (legacy ? "definitions:\n  A: " : "components: {schemas: {A: ") + schema +
                  (legacy ? "\n" : "}}\n"))
      .lines();
}

std::string of_operation(std::string_view version, const std::string& more,
                         const std::string& method = "post") {
  return Reported(head(version) + "paths:\n  /a:\n    " + method +
                  ":\n      responses: {'200': {description: OK}}\n" + more)
      .lines();
}

struct SchemaCase {
  const char* version;
  const char* schema;
  const char* found;  ///< severity and rule of the only problem; "" for none
  const char* pointer;
};

TEST(CheckRules, KeywordsOfSchemas) {
  const SchemaCase cases[] = {
      {"3.0.3", "{type: array}", "error array-items", ""},
      {"3.0.3", "{type: array, items: {}}", "", ""},
      {"2.0", "{type: array}", "error array-items", ""},
      {"3.1.0", "{type: array}", "", ""},
      // `not` and what is in it count as well.
      {"3.0.3", "{not: {properties: {p: {type: array}}}}", "error array-items",
       "/not/properties/p"},
      {"3.1.0", "{patternProperties: {a: {type: bool}}}", "error schema-type",
       "/patternProperties/a/type"},
      {"3.1.0", "{$defs: {unused: {minLength: -1}}}", "error schema-keyword",
       "/$defs/unused/minLength"},
      {"3.0.3", "{type: [string, 'null']}", "error schema-type", "/type"},
      {"2.0", "{type: [string, 'null']}", "", ""},
      {"3.1.0", "{type: [string, 'null']}", "", ""},
      {"3.1.0", "{type: [string, null]}", "error schema-type", "/type/1"},
      {"3.0.3", "{type: 'null'}", "error schema-type", "/type"},
      {"3.0.3", "{type: int}", "error schema-type", "/type"},
      {"3.0.3", "{const: 1}", "error schema-foreign-keyword", "/const"},
      {"3.0.3", "{examples: [1]}", "error schema-foreign-keyword", "/examples"},
      {"3.0.3", "{$defs: {}}", "error schema-foreign-keyword", "/$defs"},
      {"3.0.3", "{if: {}}", "error schema-foreign-keyword", "/if"},
      {"2.0", "{oneOf: [{}]}", "error schema-foreign-keyword", "/oneOf"},
      {"3.0.3", "{lenght: 1}", "warning schema-unknown-keyword", "/lenght"},
      {"3.0.3", "{x-lenght: 1}", "", ""},
      {"3.1.0", "{lenght: 1}", "", ""},
      {"3.1.0", "{type: string, nullable: true}", "warning nullable-ignored", "/nullable"},
      {"3.0.3", "{nullable: true}", "note nullable-type", "/nullable"},
      {"3.0.3", "{type: string, nullable: true}", "", ""},
      {"3.1.0", "{minimum: 1, exclusiveMinimum: true}", "error schema-keyword",
       "/exclusiveMinimum"},
      {"3.0.3", "{exclusiveMinimum: 1}", "error schema-keyword", "/exclusiveMinimum"},
      {"3.0.3", "{minLength: '3'}", "error schema-keyword", "/minLength"},
      {"3.0.3", "{minLength: 1.5}", "error schema-keyword", "/minLength"},
      {"3.0.3", "{uniqueItems: 'true'}", "error schema-keyword", "/uniqueItems"},
      {"3.0.3", "{multipleOf: 0}", "error schema-keyword", "/multipleOf"},
      {"3.0.3", "{items: [{}]}", "error schema-keyword", "/items"},
      {"2.0", "{type: array, items: [{type: string}]}", "", ""},
      {"3.0.3", "{allOf: []}", "error schema-keyword", "/allOf"},
      {"3.0.3", "{properties: {a: text}}", "error schema-keyword", "/properties/a"},
      {"3.0.3", "{required: true}", "error required-list", "/required"},
      {"3.0.3", "{required: []}", "error required-list", "/required"},
      {"3.1.0", "{required: []}", "", ""},
      {"3.1.0", "{required: [a, a]}", "error required-list", "/required/1"},
      {"3.0.3", "{enum: []}", "error enum-empty", "/enum"},
      {"3.0.3", "{enum: [1, 2, 1.0]}", "warning enum-unique", "/enum/2"},
      {"3.0.3", "{type: string, enum: [a, 1]}", "warning enum-type", "/enum/1"},
      {"3.0.3", "{type: string, nullable: true, enum: [a, null]}", "", ""},
      {"3.0.3", "{type: string, enum: [a, null]}", "warning enum-type", "/enum/1"},
      {"3.1.0", "{type: [string, integer], enum: [a, 1]}", "", ""},
      {"3.0.3", "{type: integer, default: a}", "error default-type", "/default"},
      {"3.1.0", "{type: integer, default: a}", "warning default-value", "/default"},
      {"3.0.3", "{type: integer, minimum: 5, default: 1}", "warning default-value", "/default"},
      {"3.1.0", "{type: integer, examples: [1, a]}", "warning example-value", "/examples/1"},
      {"3.0.3", "{readOnly: true, writeOnly: true}", "error read-write-only", "/writeOnly"},
      {"3.0.3", "{minimum: 3, maximum: 2}", "error bounds", "/minimum"},
      {"3.1.0", "{exclusiveMinimum: 3, maximum: 3}", "error bounds", "/exclusiveMinimum"},
      {"3.0.3", "{pattern: '('}", "error pattern", "/pattern"},
      {"3.0.3", "{xml: {name: 1st}}", "error xml-name", "/xml/name"},
      {"3.0.3", "{xml: {namespace: 'not a uri'}}", "error url", "/xml/namespace"},
      {"3.0.3", "{$ref: '#/components/schemas/B'}", "error ref-unresolved", "/$ref"},
      {"2.0", "{discriminator: kind, properties: {kind: {type: string}}}",
       "warning discriminator-required", "/discriminator"},
      {"2.0", "{discriminator: kind}", "warning discriminator-property", "/discriminator"},
      {"3.0.3", "{oneOf: [{required: [k], properties: {k: {}}}], discriminator: {propertyName: k}}",
       "warning discriminator-inline", "/oneOf/0"},
  };
  for (const SchemaCase& given : cases) {
    const std::string lines = of_schema(given.version, given.schema);
    const std::string place =
        std::string(given.version) == "2.0" ? "/definitions/A" : "/components/schemas/A";
    if (given.found[0] == '\0') {
      EXPECT_EQ(lines, "") << given.version << " " << given.schema;
      continue;
    }
    const std::string wanted = std::string(given.found) + " " + place + given.pointer + "\n";
    EXPECT_EQ(lines.substr(std::min(lines.size(), lines.find(' ') + 1)), wanted)
        << given.version << " " << given.schema;
  }
}

TEST(CheckRules, SayWhatToDoAboutQuotes) {
  const auto message = [](const std::string& schema) {
    const Reported reported(head("3.1.0") + "paths: {}\ncomponents: {schemas: {A: " + schema +
                            "}}\n");
    return reported.problems.empty() ? "" : reported.problems[0].message;
  };
  EXPECT_THAT(message("{minLength: '2'}"), HasSubstr("; remove the quotes around 2"));
  EXPECT_THAT(message("{uniqueItems: 'true'}"), HasSubstr("; remove the quotes around true"));
  EXPECT_THAT(message("{title: 404}"), HasSubstr("; put quotes around 404"));
  EXPECT_THAT(message("{type: null}"), HasSubstr("put quotes around null"));
}

TEST(CheckRules, ObjectsOfAnOperation) {
  struct Case {
    const char* version;
    std::string more;
    const char* found;
  };
  const Case cases[] = {
      {"3.0.3", "      requestBody: {content: {application/json: {}}}\n", ""},
      {"3.1.0", "      parameters: [{name: a, in: header, schema: {}, allowEmptyValue: true}]\n",
       "warning parameter-field"},
      {"3.1.0", "      parameters: [{name: a, in: query, schema: {}, style: matrix}]\n",
       "error parameter-style"},
      {"3.1.0", "      parameters: [{name: a, in: query, schema: {}, content: {a/b: {}}}]\n",
       "error parameter-schema"},
      {"3.1.0",
       "      requestBody: {content: {multipart/form-data: {schema: {properties: {a: {}}}, "
       "encoding: {b: {}}}}}\n",
       "error encoding-property"},
      {"3.1.0",
       "      requestBody: {content: {application/json: {schema: {properties: {a: {}}}, "
       "encoding: {a: {}}}}}\n",
       "note encoding-ignored"},
      {"3.1.0",
       "      requestBody: {content: {application/json: {examples: {e: {value: 1, "
       "externalValue: a}}}}}\n",
       "error exclusive-fields"},
      {"3.2.0",
       "      requestBody: {content: {application/json: {examples: {e: {value: 1, "
       "dataValue: 2}}}}}\n",
       "error exclusive-fields"},
      {"3.2.0",
       "      requestBody: {content: {application/json: {examples: {e: {serializedValue: a, "
       "externalValue: b}}}}}\n",
       "error exclusive-fields"},
      {"3.1.0",
       "      requestBody: {$ref: '#/components/schemas/S'}\ncomponents: {schemas: {S: "
       "{type: object, properties: {a: {}}}}}\n",
       "error ref-kind"},
      {"3.1.0",
       "      security: [{o: [b]}]\ncomponents: {securitySchemes: {o: {type: oauth2, "
       "flows: {implicit: {authorizationUrl: 'https://e.com', scopes: {a: A}}}}}}\n",
       "warning scope-undeclared"},
      {"3.0.3",
       "      security: [{k: [b]}]\ncomponents: {securitySchemes: {k: {type: apiKey, "
       "in: header, name: K}}}\n",
       "error scopes-empty"},
      {"3.1.0",
       "      security: [{k: [b]}]\ncomponents: {securitySchemes: {k: {type: apiKey, "
       "in: header, name: K}}}\n",
       ""},
      {"3.1.0", "      servers: [{url: 'https://e.com/?a=b'}]\n", "warning server-query"},
      {"2.0", "      parameters: [{name: f, in: query, type: file}]\n", "error file-parameter"},
      {"2.0",
       "      parameters: [{name: f, in: path, required: true, type: array, items: {type: string}, "
       "collectionFormat: multi}]\n",
       "*error collection-format"},
      {"2.0",
       "      consumes: [application/json]\n      parameters: [{name: f, in: formData, type: "
       "file}]\n",
       "error file-parameter"},
      {"2.0", "      parameters: [{name: f, in: query, type: string, schema: {type: string}}]\n",
       "error parameter-schema"},
      {"2.0",
       "  /b:\n    get:\n      responses: {'200': {description: x, schema: {type: integer}, "
       "examples: {application/json: a}}}\n",
       "warning example-value"},
      {"2.0", "      parameters: [{name: f, in: query, type: integer, default: a}]\n",
       "error default-type"},
      {"2.0", "      parameters: [{name: f, in: query, type: array, items: {type: array}}]\n",
       "error array-items"},
      {"3.1.0",
       "      callbacks: {c: {'{$request.body#/u}': {get: {operationId: x}, put: {operationId: x, "
       "parameters: [{name: a, in: query}]}}}}\n",
       "*error operation-id-unique"},
      {"3.1.0", "components: {links: {l: {operationId: none}}}\n", "error link-target"},
      {"3.1.0", "components: {schemas: {'a b': {}}}\n", "error component-name"},
      {"3.1.0", "components: {responses: {R: {}}}\n", "error missing-field"},
      {"3.1.0", "components: {pathItems: {P: {parameters: [{name: a, in: query}]}}}\n",
       "error parameter-schema"},
      {"3.1.0", "components: {headers: {Content-Type: {schema: {}}}}\n", "warning header-ignored"},
      {"3.1.0", "components: {headers: {H: {}}}\n", "error parameter-schema"},
      {"3.1.0", "components: {examples: {E: {$ref: '#/components/examples/F'}}}\n",
       "error ref-unresolved"},
      {"3.0.3", "x-webhooks: {w: {post: {}}}\n", "error responses"},
      {"3.0.3",
       "x-webhooks:\n  w:\n    post:\n      requestBody: {content: {a/b: {schema: {type: "
       "array}}}}\n"
       "      responses: {'200': {description: x}}\n",
       "error array-items"},
      {"3.0.3", "  /b: {servers: [{url: '{x}'}]}\n", "error server-variable-undeclared"},
      {"3.0.3",
       "  /b/{x}: {parameters: [{$ref: '#/none'}], get: {responses: {'200': {description: x}}}}\n",
       "error ref-unresolved"},
      {"3.0.3", "  /b:\n    get: {$ref: '#/paths/~1a/post'}\n", "error ref-not-allowed"},
      {"3.1.0", "      responses: {}\n", "*error responses"},
  };
  for (const Case& given : cases) {
    const std::string lines = of_operation(given.version, given.more);
    std::string_view found = given.found;
    if (found.empty()) {
      EXPECT_EQ(lines, "") << given.more;
    } else if (found[0] == '*') {
      EXPECT_NE(lines.find(found.substr(1)), std::string::npos) << given.more << lines;
    } else {
      EXPECT_NE(lines.find(" " + std::string(found) + " "), std::string::npos)
          << given.more << lines;
      EXPECT_EQ(lines.find('\n') + 1, lines.size()) << "once: " << given.more << lines;
    }
  }
}

TEST(CheckRules, BodiesThatHttpGivesNoMeaning) {
  const std::string body = "      requestBody: {content: {application/json: {}}}\n";
  for (const char* method : {"get", "head", "delete", "trace"}) {
    EXPECT_NE(of_operation("3.0.3", body, method).find("warning body-meaning"), std::string::npos);
  }
  EXPECT_EQ(of_operation("3.0.3", body, "patch"), "");
}

TEST(CheckRules, PathsThatDifferOnlyInNamesWhereMethodsOverlap) {
  const auto lines = [](const char* version, const char* first, const char* second) {
    const std::string operation =
        ": {responses: {'200': {description: x}}, parameters: [{name: N, in: path, required: "
        "true, " +
        std::string(std::string(version) == "2.0" ? "type: string" : "schema: {}") + "}]}}\n";
    const auto path = [&](const std::string& name, const char* method) {
      std::string text = "  /{" + name + "}: {" + method + operation;
      return text.replace(text.find("name: N"), 7, "name: " + name);
    };
    return Reported(head(version) + "paths:\n" + path("a", first) + path("b", second)).lines();
  };
  for (const char* version : {"2.0", "3.0.3", "3.1.0"}) {
    EXPECT_EQ(lines(version, "get", "put"), "") << version;
    EXPECT_EQ(lines(version, "get", "get"), "5 error path-ambiguous /paths/~1{b}\n") << version;
  }
}

TEST(CheckRules, OneCauseIsReportedOnceWithItsCount) {
  std::string text = head("3.1.0") + "paths:\n";
  for (const char* path : {"/a", "/b", "/c"}) {
    text += std::string("  ") + path +
            ": {get: {security: [{ghost: []}], responses: {'200': {description: x}}}}\n";
  }
  const Reported reported(text);
  EXPECT_EQ(reported.lines(), "4 error security-undeclared /paths/~1a/get/security/0/ghost\n");
  EXPECT_NE(reported.messages().find("(3 uses)"), std::string::npos) << reported.messages();
}

TEST(CheckRules, OfInfoAndOfTheHost) {
  EXPECT_EQ(Reported("openapi: 3.1.0\ninfo: {title: T, version: '1', license: {name: L, url: "
                     "'https://e.com', identifier: MIT}}\npaths: {}\n")
                .lines(),
            "2 error exclusive-fields /info/license/url\n");
  EXPECT_EQ(Reported("openapi: 3.1.0\ninfo: {title: T, version: '1', contact: {url: 'a b', email: "
                     "nobody}}\npaths: {}\n")
                .lines(),
            "2 error url /info/contact/url\n2 warning email /info/contact/email\n");
  EXPECT_EQ(Reported(head("2.0") + "host: 'https://e.com'\nbasePath: v1\nschemes: [ftp]\npaths: "
                                   "{}\n")
                .lines(),
            "3 error host /host\n4 error host /basePath\n5 error host /schemes/0\n");
}

TEST(CheckRules, TheTableHasEachNameOnceAndAllThatIsSaid) {
  std::set<std::string_view> names;
  for (const Rule& rule : rules()) {
    EXPECT_TRUE(names.insert(rule.name).second) << rule.name;
    EXPECT_FALSE(rule.section.empty()) << rule.name;
    EXPECT_EQ(rule.summary.back(), '.') << rule.name;
    EXPECT_EQ(find_rule(rule.name), &rule);
    EXPECT_EQ(rule.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string_view::npos);
  }
  EXPECT_EQ(find_rule("no-such-rule"), nullptr);
}

}  // namespace
}  // namespace vitrine::openapi
