#include "app/request/body.h"

#include <gtest/gtest.h>

#include "app/json/reader.h"
#include "app/openapi/description.h"

namespace vitrine::request {
namespace {

/// The body of an operation whose request body is written as `content`.
struct Fixture {
  explicit Fixture(std::string_view content, std::string_view schemas = "{}") {
    const std::string text =
        R"({"openapi":"3.2.0","info":{"title":"","version":""},"paths":{"/":{"post":{"requestBody":{"content":)" +
        std::string(content) + R"(}}}},"components":{"schemas":)" + std::string(schemas) + "}}";
    json::Reading reading = json::read(text);
    EXPECT_FALSE(reading.error) << text;
    EXPECT_TRUE(set.add("o", std::move(reading.document)));
    operation = openapi::Description::read(set, "o").operation(0);
  }

  const openapi::MediaType& media() const { return operation.request_body->content.front(); }
  openapi::SchemaView view() const {
    return openapi::SchemaView(set, media().schema, schema::Dialect::openapi_3_1);
  }
  BodyKind kind() const { return body_kind(media().name, view()); }
  MadeBody make(std::string_view text, std::vector<ChosenFile> files = {}) const {
    return make_body({&media(), view(), text, std::move(files), "B"});
  }
  /// The runs in a row, a file as <id>.
  std::string sent(std::string_view text, std::vector<ChosenFile> files = {}) const {
    const MadeBody made = make(text, std::move(files));
    std::string all;
    for (const BodyPiece& run : made.body.value_or(Body())) {
      const auto* piece = std::get_if<SecretText>(&run);
      all += piece ? piece->text : '<' + std::get<FileRef>(run).id + '>';
    }
    return all;
  }

  json::DocumentSet set;
  openapi::Operation operation;
};

/// `{MEDIA TYPE: {"schema": SCHEMA, "encoding": ENCODING}}`
std::string content(std::string_view type, std::string_view schema,
                    std::string_view encoding = "{}") {
  return "{\"" + std::string(type) + "\":{\"schema\":" + std::string(schema) +
         ",\"encoding\":" + std::string(encoding) + "}}";
}

constexpr const char* kForm = "application/x-www-form-urlencoded";
constexpr const char* kMultipart = "multipart/form-data";

TEST(BodyKind, ComesFromTheMediaTypeAndTheSchema) {
  auto kind = [](const char* type, const char* schema) {
    return Fixture(content(type, schema)).kind();
  };
  const char* object = R"({"type":"object"})";
  const char* string = R"({"type":"string"})";
  const char* binary = R"({"type":"string","format":"binary"})";
  EXPECT_EQ(kind("application/json", "{}"), BodyKind::json);
  EXPECT_EQ(kind("application/merge-patch+json; charset=utf-8", object), BodyKind::json);
  EXPECT_EQ(kind("application/apply-patch+yaml", object), BodyKind::json);
  EXPECT_EQ(kind("*/*", object), BodyKind::json);
  EXPECT_EQ(kind("application/vnd.x", object), BodyKind::json);
  EXPECT_EQ(kind(kForm, object), BodyKind::form);
  EXPECT_EQ(kind("Multipart/Form-Data", object), BodyKind::multipart);
  EXPECT_EQ(kind("application/xml", object), BodyKind::xml);
  EXPECT_EQ(kind("application/soap+xml", object), BodyKind::xml);
  EXPECT_EQ(kind("application/x-ndjson", object), BodyKind::lines);
  EXPECT_EQ(kind("text/csv", string), BodyKind::text);
  EXPECT_EQ(kind("text/csv", binary), BodyKind::binary);
  EXPECT_EQ(kind("application/sdp", string), BodyKind::text);
  EXPECT_EQ(kind("application/octet-stream", "{}"), BodyKind::binary);
  EXPECT_EQ(kind("application/octet-stream", binary), BodyKind::binary);
  EXPECT_EQ(kind("application/pdf", R"({"contentMediaType":"application/pdf"})"), BodyKind::binary);
  EXPECT_EQ(kind("image/png", string), BodyKind::binary);
  EXPECT_EQ(Fixture(R"({"image/png":{}})").kind(), BodyKind::binary);
}

TEST(Body, JsonAndTextAreSentAsTyped) {
  const Fixture json(content("application/json", R"({"type":"object"})"));
  EXPECT_EQ(json.sent("{ \"a\": 1.50 }"), "{ \"a\": 1.50 }");
  EXPECT_EQ(json.make("{}").content_type, "application/json");
  EXPECT_EQ(json.sent("{broken"), "{broken");
  EXPECT_FALSE(json.make("").body.has_value());
  EXPECT_EQ(Fixture(content("*/*", R"({"type":"object"})")).make("{}").content_type,
            "application/json");
  EXPECT_EQ(Fixture(content("text/plain", R"({"type":"string"})")).sent(" a\n"), " a\n");
}

TEST(Body, AFileIsReferredTo) {
  const ChosenFile file{"", {"7", "cat.png", 10, "image/png"}};
  const Fixture octets(R"({"application/octet-stream":{}})");
  EXPECT_EQ(octets.sent("", {file}), "<7>");
  EXPECT_EQ(octets.make("", {file}).content_type, "application/octet-stream");
  EXPECT_EQ(Fixture(R"({"image/*":{}})").make("", {file}).content_type, "image/png");
  EXPECT_EQ(Fixture(R"({"*/*":{}})").make("", {{"", {"1", "a", 1, ""}}}).content_type,
            "application/octet-stream");
}

TEST(Body, LinesHoldOneElementEach) {
  const Fixture lines(content("application/x-ndjson", R"({"type":"array"})"));
  EXPECT_EQ(lines.sent("[{\"a\": 1},\n 2.0]"), "{\"a\":1}\n2.0\n");
  EXPECT_EQ(lines.sent("{\"a\":1}\n{\"a\":2}\n"), "{\"a\":1}\n{\"a\":2}\n");
  EXPECT_EQ(Fixture(content("application/json-seq", "{}")).sent("[1,2]"),
            "\x1E"
            "1\n\x1E"
            "2\n");
}

struct FormRow {
  const char* schema;
  const char* encoding;
  const char* text;
  const char* sent;
};

// The first rows are the examples of OAS 3.1.0 §4.8.14.3 and §4.8.19.
const std::vector<FormRow> kForms = {
    {R"({"properties":{"id":{"type":"string","format":"uuid"},"address":{"type":"object"}}})", "{}",
     R"({"id":"f81d4fae-7dec-11d0-a765-00a0c91e6bf6","address":{"streetAddress":"123 Example Dr.","city":"Somewhere","state":"CA","zip":"99999+1234"}})",
     "id=f81d4fae-7dec-11d0-a765-00a0c91e6bf6&address=%7B%22streetAddress%22%3A%22123+Example+Dr."
     "%22%2C%22city%22%3A%22Somewhere%22%2C%22state%22%3A%22CA%22%2C%22zip%22%3A%2299999%2B1234%22"
     "%7D"},
    {R"({"properties":{"jsonValue":{"type":"string"}}})",
     R"({"jsonValue":{"contentType":"application/json"}})", R"({"jsonValue":"json"})",
     "jsonValue=%22json%22"},
    {"{}", "{}", R"({"a b":"c&d=e f","n":1.50,"t":true,"z":null})",
     "a+b=c%26d%3De+f&n=1.50&t=true"},
    {"{}", "{}", R"({"tags":["a","b c"],"none":[]})", "tags=a&tags=b+c"},
    {"{}", "{}", R"({"list":[{"a":1},{"a":2}]})", "list=%7B%22a%22%3A1%7D&list=%7B%22a%22%3A2%7D"},
    {"{}", R"({"tags":{"style":"form","explode":false}})", R"({"tags":["a","b,c"]})",
     "tags=a,b%2Cc"},
    {"{}", R"({"tags":{"style":"spaceDelimited","explode":false}})", R"({"tags":["a","b"]})",
     "tags=a+b"},
    {"{}", R"({"tags":{"style":"pipeDelimited","explode":false}})", R"({"tags":["a","b"]})",
     "tags=a%7Cb"},
    {"{}", R"({"c":{"style":"form"}})", R"({"c":{"R":100,"G":200}})", "R=100&G=200"},
    {"{}", R"({"c":{"style":"deepObject","explode":true}})",
     R"({"c":{"R":100,"list":[{"a":"x y"}]}})", "c%5BR%5D=100&c%5Blist%5D%5B0%5D%5Ba%5D=x+y"},
    {"{}", R"({"c":{"style":"deepObject","explode":true}})", R"({"c":["a",{"b":1}]})",
     "c%5B0%5D=a&c%5B1%5D%5Bb%5D=1"},
    {"{}", R"({"u":{"allowReserved":true}})", R"({"u":"http://e.com/?a=b&c"})",
     "u=http://e.com/?a=b%26c"},
};

TEST(Body, FormsAreSerialisedPropertyByProperty) {
  for (const FormRow& row : kForms) {
    const Fixture form(content(kForm, row.schema, row.encoding));
    EXPECT_EQ(form.sent(row.text), row.sent) << row.text;
  }
  const Fixture form(content(kForm, "{}"));
  EXPECT_EQ(form.make("{}").content_type, kForm);
  EXPECT_EQ(form.sent("a=1&b=2"), "a=1&b=2");
}

TEST(Body, EveryPropertyOfAMultipartBodyIsAPart) {
  const Fixture form(content(
      kMultipart,
      R"({"properties":{"id":{"type":"string"},"address":{"type":"object"},"image":{"type":"string","contentEncoding":"base64"},
          "children":{"type":"array","items":{"type":"string"}},"addresses":{"type":"array","items":{"type":"object"}}}})"));
  EXPECT_EQ(
      form.sent(
          R"({"id":"x","address":{"a": 1},"image":"aGk=","children":["m","n"],"addresses":[{"b":2}]})"),
      "--B\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\nx\r\n"
      "--B\r\nContent-Disposition: form-data; name=\"address\"\r\nContent-Type: "
      "application/json\r\n\r\n{\"a\":1}\r\n"
      "--B\r\nContent-Disposition: form-data; name=\"image\"\r\nContent-Type: "
      "application/octet-stream\r\n\r\naGk=\r\n"
      "--B\r\nContent-Disposition: form-data; name=\"children\"\r\n\r\nm\r\n"
      "--B\r\nContent-Disposition: form-data; name=\"children\"\r\n\r\nn\r\n"
      "--B\r\nContent-Disposition: form-data; name=\"addresses\"\r\nContent-Type: "
      "application/json\r\n\r\n{\"b\":2}\r\n"
      "--B--\r\n");
  EXPECT_EQ(form.make("{}").content_type, "multipart/form-data; boundary=B");
  EXPECT_EQ(form.sent("{}"), "--B--\r\n");
}

TEST(Body, FilesAreParts) {
  const Fixture form(content(
      kMultipart,
      R"({"properties":{"title":{"type":"string"},"avatar":{"type":"string","format":"binary"},"photos":{"type":"array","items":{"type":"string","format":"binary"}}}})",
      R"({"avatar":{"contentType":"image/png, image/jpeg"}})"));
  const std::string sent = form.sent(R"({"avatar":"a\"b.gif","title":"t","photos":["1.png"]})",
                                     {{"/avatar", {"7", "a\"b.gif", 10, "image/gif"}},
                                      {"/photos/0", {"8", "1.png", 10, "image/png"}},
                                      {"/photos/1", {"9", "2", 10, ""}}});
  EXPECT_EQ(sent,
            "--B\r\nContent-Disposition: form-data; name=\"avatar\"; filename=\"a%22b.gif\"\r\n"
            "Content-Type: image/png\r\n\r\n<7>\r\n"
            "--B\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nt\r\n"
            "--B\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"1.png\"\r\n"
            "Content-Type: image/png\r\n\r\n<8>\r\n"
            "--B\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"2\"\r\n"
            "Content-Type: application/octet-stream\r\n\r\n<9>\r\n--B--\r\n");
  EXPECT_NE(
      form.sent("", {{"/avatar", {"7", "a", 1, "image/jpeg"}}}).find("Content-Type: image/jpeg"),
      std::string::npos);
  EXPECT_EQ(form.make(R"({"avatar":"text"})").notices.size(), 1u);
}

TEST(Body, TakesFilesWhereTheContentIsNoText) {
  const Fixture form(content(
      kMultipart,
      R"({"properties":{"a":{"type":"string","format":"binary"},"b":{},"c":{"type":"string"},"d":{"contentMediaType":"image/png"},
          "e":{"type":"string","contentMediaType":"image/png","contentEncoding":"base64"},"f":{"type":"string"},"g":{"type":"object"},
          "h":{"type":"string"},"i":{"enum":["x"]},"j":{"type":"string","format":"byte"}}})",
      R"({"f":{"contentType":"image/*"},"h":{"contentType":"text/csv"}})"));
  for (char name : std::string("abdf")) {
    EXPECT_TRUE(takes_file(form.media(), {&name, 1}, form.view().property({&name, 1}))) << name;
  }
  for (char name : std::string("ceghij")) {
    EXPECT_FALSE(takes_file(form.media(), {&name, 1}, form.view().property({&name, 1}))) << name;
  }
  const Fixture plain(content(kForm, R"({"properties":{"b":{}}})"));
  EXPECT_FALSE(takes_file(plain.media(), "b", plain.view().property("b")));
}

TEST(Body, PartsFollowTheirEncoding) {
  const Fixture form(content(
      kMultipart, R"({"properties":{"p":{"type":"object","xml":{"name":"pet"}}}})",
      R"({"meta":{"contentType":"application/json","headers":{"X-Kind":{"schema":{"const":"meta"}},"X-Free":{"schema":{"type":"string"}},
          "X-Need":{"required":true,"example":"n"},"Content-Type":{"schema":{"const":"x/y"}}}},
          "tags":{"style":"pipeDelimited","explode":false},"more":{"style":"form"},"c":{"style":"deepObject"},"o":{"style":"form","explode":true},
          "p":{"contentType":"application/xml"}})"));
  EXPECT_EQ(
      form.sent(
          R"({"meta":"m","tags":["a","b&c"],"more":["x","y"],"c":{"r s":{"t":1}},"o":{"k":"v"},"p":{"n":1}})"),
      "--B\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: "
      "application/json\r\nX-Kind: meta\r\nX-Need: n\r\n\r\n\"m\"\r\n"
      "--B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\na|b&c\r\n"
      "--B\r\nContent-Disposition: form-data; name=\"more\"\r\n\r\nx\r\n"
      "--B\r\nContent-Disposition: form-data; name=\"more\"\r\n\r\ny\r\n"
      "--B\r\nContent-Disposition: form-data; name=\"c[r s][t]\"\r\n\r\n1\r\n"
      "--B\r\nContent-Disposition: form-data; name=\"k\"\r\n\r\nv\r\n"
      "--B\r\nContent-Disposition: form-data; name=\"p\"\r\nContent-Type: "
      "application/xml\r\n\r\n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pet><n>1</n></pet>\r\n"
      "--B--\r\n");
}

TEST(Body, PartsOfOtherMultipartTypesHaveNoNames) {
  const Fixture mixed(content("multipart/mixed", R"({"type":"array"})"));
  EXPECT_EQ(mixed.sent(R"([{"a":1},"t"])", {{"/2", {"7", "f", 1, "image/png"}}}),
            "--B\r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n--B\r\n\r\nt\r\n"
            "--B\r\nContent-Disposition: attachment; filename=\"f\"\r\nContent-Type: "
            "image/png\r\n\r\n<7>\r\n--B--\r\n");
}

TEST(Body, ANameCannotBeginAHeaderOfItsOwn) {
  const Fixture form(content(kMultipart, "{}"));
  const std::string sent = form.sent("{\"a\\\"\\r\\nX: y\":1}");
  EXPECT_NE(sent.find("name=\"a%22%0D%0AX: y\""), std::string::npos) << sent;
}

TEST(Body, ABoundaryIsNotInWhatItBounds) {
  const Fixture form(content(kMultipart, "{}"));
  auto boundary = [&](const std::string& text) {
    return make_body({&form.media(), form.view(), text, {}, ""}).content_type.substr(30);
  };
  const std::string first = boundary(R"({"a":"b"})");
  EXPECT_EQ(first, boundary(R"({"a":"b"})"));
  EXPECT_EQ(first.substr(0, 8), "vitrine-");
  EXPECT_NE(first, boundary(R"({"a":"c"})"));
}

TEST(Body, SecretsStayMarkedInEveryShape) {
  const char* schema =
      R"({"type":"object","properties":{"name":{"type":"string"},"password":{"type":"string","format":"password"},"in":{"type":"object","properties":{"pin":{"type":"string","writeOnly":true}}}}})";
  auto masked = [&](const char* type, const char* text) {
    const Fixture fixture(content(type, schema));
    std::string all;
    const MadeBody made = fixture.make(text);
    for (const request::BodyPiece& run : *made.body) all += std::get<SecretText>(run).masked();
    return all;
  };
  const char* text = R"({"name":"n","password":"s3cret","in":{"pin":"s3cret"}})";
  for (const char* type :
       {"application/json", kForm, kMultipart, "application/xml", "application/merge-patch+json"}) {
    EXPECT_EQ(masked(type, text).find("s3cret"), std::string::npos) << type;
    EXPECT_NE(masked(type, text).find("$PASSWORD"), std::string::npos) << type;
    EXPECT_EQ(masked(type, "{s3cret"), "$BODY") << type;
  }
  EXPECT_EQ(masked("application/x-ndjson", "[{\"password\":\"s3cret\"}]"), "$BODY");
  EXPECT_EQ(masked(kForm, text), "name=n&password=$PASSWORD&in=$IN");
}

TEST(Body, SecretsOfVariantsStayMarkedInEveryShape) {
  const char* parts = R"({
    "Base":{"type":"object","discriminator":{"propertyName":"kind"},"properties":{"kind":{"type":"string"}}},
    "Cat":{"allOf":[{"$ref":"#/components/schemas/Base"},{"properties":{"password":{"writeOnly":true}}}]}})";
  const char* password = R"({"properties":{"password":{"type":"string","writeOnly":true}}})";
  const std::string schemas[] = {
      R"({"oneOf":[{"properties":{"name":{"type":"string"}}},)" + std::string(password) + "]}",
      R"({"anyOf":[{"type":"string"},{"oneOf":[{"type":"object"},)" + std::string(password) +
          "]}]}",
      R"({"allOf":[{"oneOf":[{},{"minProperties":1}]},{"anyOf":[{},)" + std::string(password) +
          "]}]}",
      R"({"if":{"required":["a"]},"then":{"type":"object"},"else":)" + std::string(password) + "}",
      R"({"type":"object","dependentSchemas":{"name":)" + std::string(password) + "}}",
      R"({"type":"object","patternProperties":{"w.rd$":{"format":"password"}}})",
      R"({"$ref":"#/components/schemas/Base"})"};
  for (const std::string& schema : schemas) {
    for (const char* type : {"application/json", kForm, kMultipart, "application/xml"}) {
      const Fixture fixture(content(type, schema), parts);
      const MadeBody made = fixture.make(R"({"kind":"Cat","name":"n","password":"s3cret"})");
      std::string all;
      for (const request::BodyPiece& run : *made.body) all += std::get<SecretText>(run).masked();
      EXPECT_EQ(all.find("s3cret"), std::string::npos) << type << schema;
      EXPECT_NE(all.find("$PASSWORD"), std::string::npos) << type << schema;
      EXPECT_NE(all.find("Cat"), std::string::npos) << type << schema;
    }
  }
}

TEST(Body, SecretsAreHiddenByTheirPlaceInAListAndWithinASecret) {
  const auto masked = [](const char* type, const char* schema, const char* text) {
    const MadeBody made = Fixture(content(type, schema)).make(text);
    std::string all;
    for (const request::BodyPiece& run : *made.body) all += std::get<SecretText>(run).masked();
    return all;
  };
  const char* tuple =
      R"({"type":"array","prefixItems":[{"type":"string"},{"format":"password"}],"items":{"type":"integer"}})";
  EXPECT_EQ(masked("application/json", tuple, R"(["a","b",3,4])"), R"(["a","$SECRET",3,4])");
  const char* rest = R"({"type":"array","prefixItems":[{}],"items":{"format":"password"}})";
  EXPECT_EQ(masked("application/json", rest, R"(["a","b","c"])"), R"(["a","$SECRET","$SECRET_2"])");
  const char* within =
      R"({"type":"object","properties":{"login":{"writeOnly":true,"type":"object"},"name":{"type":"string"}}})";
  EXPECT_EQ(masked("application/xml", within, R"({"login":{"pin":"s3cret"},"name":"n"})"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<root><login><pin>$PIN</pin></login><name>n</name></root>");
  const char* json =
      R"({"properties":{"data":{"type":"string","contentSchema":{"properties":{"pin":{"writeOnly":true}}}}}})";
  EXPECT_EQ(masked("application/json", json, R"({"data":"{}"})"), R"({"data":"$DATA"})");
}

TEST(Body, SecretsOfADeepOrLongBodyAreHiddenToo) {
  const char* deep = R"({"$ref":"#/components/schemas/Node"})";
  const char* node =
      R"({"Node":{"properties":{"in":{"$ref":"#/components/schemas/Node"},"pin":{"writeOnly":true}}}})";
  std::string text = R"({"pin":"s3cret"})";
  for (int i = 0; i < 50; ++i) text = R"({"in":)" + text + "}";
  const auto masked = [](const Fixture& fixture, std::string_view text) {
    const MadeBody made = fixture.make(text);
    return std::get<SecretText>(made.body->front()).masked();
  };
  EXPECT_EQ(masked(Fixture(content("application/json", deep), node), text).find("s3cret"),
            std::string::npos);
  std::string list = "[";
  for (int i = 0; i < 1500; ++i) list += "\"s3cret\",";
  list.back() = ']';
  EXPECT_EQ(masked(Fixture(content("application/json",
                                   R"({"type":"array","items":{"format":"password"}})")),
                   list)
                .find("s3cret"),
            std::string::npos);
}

TEST(Body, ElementsOfAnArrayHaveTheEncodingOfTheirPlace) {
  const Fixture mixed(R"({"multipart/mixed":{"schema":{"type":"array"},
      "prefixEncoding":[{"contentType":"application/json"},{"contentType":"text/csv"}],
      "itemEncoding":{"contentType":"image/png","headers":{"X-Kind":{"schema":{"const":"thumb","default":"thumb"}}}}}})");
  EXPECT_EQ(mixed.sent(R"(["a", "b", "c", "d"])", {{"/3", {"7", "d.png", 10, ""}}}),
            "--B\r\nContent-Type: application/json\r\n\r\n\"a\"\r\n"
            "--B\r\nContent-Type: text/csv\r\n\r\nb\r\n"
            "--B\r\nContent-Type: image/png\r\nX-Kind: thumb\r\n\r\nc\r\n"
            "--B\r\nContent-Disposition: attachment; filename=\"d.png\"\r\n"
            "Content-Type: image/png\r\nX-Kind: thumb\r\n\r\n<7>\r\n--B--\r\n");
}

}  // namespace
}  // namespace vitrine::request
