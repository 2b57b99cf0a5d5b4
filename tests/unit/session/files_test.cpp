#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kDescription = R"({
  "openapi": "3.1.0", "info": {"title": "Files", "version": "1"},
  "servers": [{"url": "https://api.example"}],
  "paths": {
    "/parts": {"post": {"operationId": "parts",
      "requestBody": {"content": {"multipart/form-data": {"schema": {
        "type": "object", "required": ["image"],
        "properties": {"title": {"type": "string"}, "image": {"type": "string", "format": "binary"},
          "more": {"type": "array", "items": {"type": "string", "format": "binary"}}}}}}},
      "responses": {"200": {"description": "Fine"}}}},
    "/whole": {"put": {"operationId": "whole",
      "requestBody": {"required": true, "content": {"image/png": {}}},
      "responses": {"200": {"description": "Fine"}}}},
    "/pairs": {"post": {"operationId": "pairs",
      "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {
        "type": "object", "properties": {"name": {"type": "string"}, "age": {"type": "integer"}}}}}},
      "responses": {"200": {"description": "Fine"}}}}
  }
})";

class Files : public testing::Test {
 protected:
  Page page;
  void open(std::string_view operation) {
    page.resources["https://docs.example/openapi.json"] = kDescription;
    page.open("#/operations/" + std::string(operation));
  }
  void pick(std::string pointer, std::vector<request::FileRef> files) {
    page.act(FilePicked{std::move(pointer), std::move(files)});
  }
  const request::HttpRequest& sent() {
    requests_ = page.all<SendRequest>();
    return requests_.back().request;
  }
  std::vector<std::string> file_ids(const request::HttpRequest& request) const {
    std::vector<std::string> ids;
    for (const request::BodyPiece& run : *request.body) {
      if (const auto* file = std::get_if<request::FileRef>(&run)) ids.push_back(file->id);
    }
    return ids;
  }

 private:
  std::vector<SendRequest> requests_;
};

TEST_F(Files, ArePartsOfAMultipartBody) {
  open("parts");
  page.act(ChooseFile{"/image"});
  ASSERT_EQ(page.all<PickFile>().size(), 1u);
  EXPECT_FALSE(page.all<PickFile>()[0].several);
  pick("/image", {{"file-1", "snow.png", 12, "image/png"}});
  EXPECT_THAT(page.form().body, HasSubstr("snow.png"));
  page.act(Send{});
  EXPECT_THAT(file_ids(sent()), testing::ElementsAre("file-1"));
  EXPECT_THAT(sent().header("content-type")->value.text,
              HasSubstr("multipart/form-data; boundary="));
}

TEST_F(Files, OfAListKeepTheirPlaces) {
  open("parts");
  page.act(ChooseFile{"/more"});
  EXPECT_TRUE(page.all<PickFile>().back().several);
  pick("/image", {{"i", "i.png", 1, ""}});
  pick("/more", {{"a", "a.png", 1, ""}, {"b", "b.png", 1, ""}, {"c", "c.png", 1, ""}});
  page.act(ChangeBodyList{"/more/0", ChangeBodyList::Change::remove});
  page.act(ChangeBodyList{"/more/1", ChangeBodyList::Change::up});
  page.act(Send{});
  EXPECT_THAT(file_ids(sent()), testing::ElementsAre("i", "c", "b"));
}

TEST_F(Files, CanBeTheWholeBody) {
  open("whole");
  page.act(Send{});
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
  page.act(ChooseFile{""});
  EXPECT_EQ(page.all<PickFile>().back().accept, "image/png");
  pick("", {{"w", "w.png", 5, "image/png"}});
  page.act(Send{});
  EXPECT_THAT(file_ids(sent()), testing::ElementsAre("w"));
}

TEST_F(Files, ThatAreTakenBackAreNotSent) {
  open("parts");
  pick("/image", {{"i", "i.png", 1, ""}});
  page.act(EditBodyField{"/image", {}});
  EXPECT_THAT(page.form().body, Not(HasSubstr("i.png")));
  page.act(Send{});
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
}

TEST_F(Files, FormsArePairsOnTheirWay) {
  open("pairs");
  page.act(EditBodyField{"/name", {request::State::value, "a&b"}});
  page.act(EditBodyField{"/age", {request::State::value, "7"}});
  page.act(Send{});
  EXPECT_EQ(body_text(sent()), "name=a%26b&age=7");
  EXPECT_EQ(sent().header("content-type")->value.text, "application/x-www-form-urlencoded");
}

TEST_F(Files, AResponseIsKeptUnderANameOfItsOwn) {
  open("pairs");
  page.act(SendAnyway{});
  page.respond(200, "{}");
  page.act(SaveResponse{});
  ASSERT_EQ(page.all<SaveFile>().size(), 1u);
  EXPECT_EQ(page.all<SaveFile>()[0].name, "pairs.json");
  EXPECT_EQ(page.all<SaveFile>()[0].id, page.exchange().id);
  page.act(SendAnyway{});
  const Id id = page.exchange().id;
  page.act(ResponseHead{
      id, 200, "", {{"Content-Disposition", "attachment; filename=\"../../etc/.evil\""}}, 1});
  page.act(ResponseEnd{id, 3, 1});
  page.act(SaveResponse{});
  EXPECT_EQ(page.all<SaveFile>()[1].name, "evil");
}

}  // namespace
}  // namespace vitrine::session
