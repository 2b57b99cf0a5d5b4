#include "tests/unit/session/page.h"

#include <gtest/gtest.h>

#include <deque>
#include <fstream>
#include <sstream>

namespace vitrine::session {

std::string read_fixture(const std::string& name) {
  std::ifstream file("tests/fixtures/" + name, std::ios::binary);
  EXPECT_TRUE(file) << "run from the root of the repository: " << name;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string body_text(const request::HttpRequest& request) {
  std::string text;
  if (!request.body) return text;
  for (const request::BodyPiece& run : *request.body) {
    if (const auto* part = std::get_if<request::SecretText>(&run)) text += part->text;
  }
  return text;
}

std::string digits_of(std::string_view bytes) {
  std::string digits;
  for (const char byte : bytes) {
    digits += "0123456789abcdef"[static_cast<unsigned char>(byte) >> 4];
    digits += "0123456789abcdef"[static_cast<unsigned char>(byte) & 15];
  }
  return digits;
}

std::vector<std::string> labels(const Field& field) {
  std::vector<std::string> labels;
  for (const Field::Choice& choice : field.choices) labels.push_back(choice.label);
  return labels;
}

Page::Page() : own_(std::make_unique<Session>()), session(*own_) {
  resources["https://docs.example/openapi.json"] = read_fixture("gallery.json");
}

Page::Page(Session& other) : session(other) {
  resources["https://docs.example/openapi.json"] = read_fixture("gallery.json");
}

Opened Page::opened() {
  Opened event;
  event.spec = "openapi.json";
  event.page_url = "https://docs.example/docs";
  event.redirect_uri = "https://docs.example/docs/oauth2-redirect";
  event.owns_location = true;
  event.language = "en";
  return event;
}

void Page::restart() {
  session = Session();
  effects.clear();
}

void Page::open(std::string hash) {
  Opened event = opened();
  event.hash = std::move(hash);
  open(std::move(event));
}

void Page::open(Opened event) { act(Action(std::move(event))); }

void Page::perform(const Effect& effect, std::vector<Action>& events) {
  if (const auto* wake = std::get_if<Wake>(&effect)) {
    if (wake->timer == Timer::slice || wake->timer == Timer::idle)
      events.push_back(Woken{wake->timer});
  } else if (const auto* recall = std::get_if<Recall>(&effect)) {
    GivenText given{recall->key, {}, kNow_ms, 540};
    for (const Persist& persist : all<Persist>()) {
      if (persist.key == recall->key) given.text = persist.value;
    }
    events.push_back(std::move(given));
  } else if (const auto* load = std::get_if<LoadResource>(&effect)) {
    if (!serves_resources) return;
    if (load->whole && !load->fresh && !serves_whole) return;
    const auto& given = !load->whole && outlines.count(load->uri) > 0 ? outlines : resources;
    const auto resource = given.find(load->uri);
    if (resource == given.end()) {
      events.push_back(Failed{load->id, FailureKind::status, "Not Found", 404});
      return;
    }
    const std::string& text = resource->second;
    for (size_t at = 0; at < text.size(); at += chunk_bytes) {
      events.push_back(Chunk{load->id, text.substr(at, chunk_bytes), text.size()});
    }
    events.push_back(End{load->id});
  }
}

void Page::act(Action action) { settle(take(std::move(action))); }

Effects Page::take(Action&& action) { return update(session, std::move(action)); }

void Page::settle(Effects asked) {
  std::deque<Action> waiting;
  for (int turns = 0;; ++turns) {
    ASSERT_LT(turns, 1'000'000) << "the session never comes to rest";
    std::vector<Action> events;
    for (Effect& effect : asked) {
      perform(effect, events);
      effects.push_back(std::move(effect));
    }
    for (Action& event : events) waiting.push_back(std::move(event));
    if (waiting.empty()) return;
    asked = take(std::move(waiting.front()));
    waiting.pop_front();
  }
}

void Page::show(std::string_view operation_id) {
  act(Navigate{"#/operations/" + std::string(operation_id)});
  ASSERT_NE(current_operation(session), nullptr) << operation_id;
}

void Page::serve_whole() {
  serves_whole = true;
  settle({all<LoadResource>().back()});
}

void Page::respond(uint16_t status, std::string body, std::string content_type) {
  const Id id = exchange().id;
  act(ResponseHead{id, status, "", {{"Content-Type", std::move(content_type)}}, 12});
  act(ResponseProgress{id, body.size() / 2});
  size_t served = all<ReadBody>().size();
  act(ResponseEnd{id, body.size(), 34});
  serve_body(id, body, served);
}

void Page::serve_body(Id id, std::string_view body, size_t served) {
  for (;;) {
    const auto reads = all<ReadBody>();
    if (served >= reads.size()) return;
    const ReadBody& read = reads[served++];
    if (read.id != id) continue;
    const std::string_view part = body.substr(read.offset, read.length);
    const bool is_text = read.form != BodyForm::digits && part.find('\0') == std::string_view::npos;
    act(BodyWindow{id, read.offset, is_text ? std::string(part) : digits_of(part), is_text});
  }
}

void Page::type(std::string_view parameter, std::string text) {
  for (uint32_t i = 0; i < form().parameters.size(); ++i) {
    if (form().parameters[i].name != parameter) continue;
    act(EditParameter{i, {request::State::value, std::move(text)}});
    return;
  }
  ADD_FAILURE() << "no parameter " << parameter;
}

const ParameterField& Page::field(std::string_view name) const {
  for (const ParameterField& field : form().parameters) {
    if (field.name == name) return field;
  }
  ADD_FAILURE() << "no parameter " << name;
  return form().parameters.front();
}

std::string Page::everything_kept() const {
  std::string text;
  for (const Persist& persist : all<Persist>()) text += persist.key + '\n' + persist.value + '\n';
  for (const SetLocation& location : all<SetLocation>()) text += location.hash + '\n';
  for (const CopyText& copy : all<CopyText>()) text += copy.text + '\n';
  for (const OpenUrl& open : all<OpenUrl>()) text += open.url + '\n';
  return text;
}

}  // namespace vitrine::session
