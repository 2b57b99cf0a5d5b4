#pragma once

#include <deque>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "app/session/session.h"
#include "tests/fuzz/input.h"

namespace vitrine::fuzz {

/// A host without a browser, which gives the description of tests/fixtures (the working folder is
/// the repository's) and remembers what is to be kept.
class Host {
 public:
  session::Session session;
  std::map<std::string, std::string> kept;

  void open(std::string hash) {
    session::Opened event;
    event.spec = "openapi.json";
    event.page_url = "https://docs.example/docs";
    event.hash = std::move(hash);
    event.owns_location = true;
    act(std::move(event));
  }

  /// Acts, then goes on until nothing more happens by itself.
  void act(session::Action action) {
    std::deque<session::Action> waiting;
    waiting.push_back(std::move(action));
    for (int turns = 0; !waiting.empty(); ++turns) {
      FUZZ_REQUIRE(turns < 10'000);
      const session::Effects effects = session::update(session, std::move(waiting.front()));
      waiting.pop_front();
      for (const session::Effect& effect : effects) perform(effect, waiting);
    }
  }

  /// Asks all that views ask.
  void look() const {
    session::page_name(session);
    session::page_key(session);
    session::visible_operations(session);
    if (const session::Form* form = session::current_form(session)) {
      for (const session::ParameterField& field : form->parameters) {
        session::field_message(*form, field, schema::Language::en);
      }
      session::body_messages(*form, schema::Language::ko);
    }
  }

 private:
  void perform(const session::Effect& effect, std::deque<session::Action>& events) {
    if (const auto* wake = std::get_if<session::Wake>(&effect)) {
      if (wake->timer == session::Timer::slice) {
        events.push_back(session::Woken{session::Timer::slice});
      }
    } else if (const auto* load = std::get_if<session::LoadResource>(&effect)) {
      if (load->uri != "https://docs.example/openapi.json") {
        events.push_back(session::Failed{load->id, session::FailureKind::status, "Not Found", 404});
        return;
      }
      static const std::string text = [] {
        std::ifstream file("tests/fixtures/gallery.json", std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
      }();
      FUZZ_REQUIRE(!text.empty());
      events.push_back(session::Chunk{load->id, text, text.size()});
      events.push_back(session::End{load->id});
    } else if (const auto* keep = std::get_if<session::Persist>(&effect)) {
      kept[keep->key] = keep->value;
      if (keep->value.empty()) kept.erase(keep->key);
    } else if (const auto* open = std::get_if<session::OpenPopup>(&effect)) {
      FUZZ_REQUIRE(open->url.substr(0, 7) == "http://" || open->url.substr(0, 8) == "https://");
    }
  }
};

}  // namespace vitrine::fuzz
