#include "app/boundary/encode.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

namespace vitrine::boundary {
namespace {

using nlohmann::json;

std::pair<json, std::string> encoded(const Output& output) {
  std::string text;
  std::string bytes;
  encode(output, text, bytes);
  return {json::parse(text), bytes};
}

json effect(Effect effect) {
  Output output;
  output.effects.push_back(std::move(effect));
  return encoded(output).first["effects"][0];
}

TEST(Encode, WhatHasItsDefaultIsLeftOut) { EXPECT_EQ(encoded({}).first, json({{"frames", 0}})); }

TEST(Encode, AnOutput) {
  Output output;
  output.frames = 3;
  output.framed = true;
  output.cursor = "pointer";
  output.handled = true;
  output.theme.emplace();
  output.theme->bg = 0x112233FF;
  output.theme->line_strong = 5;
  output.stage = Output::Stage::failed;
  output.problem = "no \"spec\"";
  const json text = encoded(output).first;
  EXPECT_EQ(text["frames"], 3);
  EXPECT_EQ(text["cursor"], "pointer");
  EXPECT_EQ(text["handled"], true);
  EXPECT_EQ(text["theme"]["bg"], "#112233ff");
  EXPECT_EQ(text["theme"]["line-strong"], "#00000005");
  EXPECT_EQ(text["stage"], "failed");
  EXPECT_EQ(text["problem"], "no \"spec\"");
  EXPECT_FALSE(text.contains("framed"));
  EXPECT_FALSE(text.contains("patch"));
}

TEST(Encode, EffectsOfTheSessionAndOfThePlayground) {
  EXPECT_EQ(effect(session::Effect(session::Wake{session::Timer::persist, 40})),
            json({{"type", "wake"}, {"timer", "persist"}, {"after", 40}}));
  EXPECT_EQ(effect(session::Effect(session::SetLocation{"#/a", true})),
            json({{"type", "setLocation"}, {"hash", "#/a"}, {"replace", true}}));
  EXPECT_EQ(effect(session::Effect(session::FollowBody{7})),
            json({{"type", "followBody"}, {"id", 7}}));
  EXPECT_EQ(effect(session::Effect(session::SendMessage{7, "a\n", "b"})),
            json({{"type", "sendMessage"}, {"id", 7}, {"text", "a\n"}, {"shown", "b"}}));
  EXPECT_EQ(effect(session::Effect(session::Recall{"history a"})),
            json({{"type", "recall"}, {"key", "history a"}}));
  EXPECT_EQ(effect(session::Effect(session::PickText{"import"})),
            json({{"type", "pickText"}, {"key", "import"}}));
  EXPECT_EQ(effect(session::Effect(session::TellOthers{})), json({{"type", "tellOthers"}}));
  EXPECT_EQ(effect(ScrollTo{"main", 12.5f}),
            json({{"type", "scrollTo"}, {"surface", "main"}, {"y", 12.5}}));
  EXPECT_EQ(effect(FocusNode{"a/b"}), json({{"type", "focusNode"}, {"node", "a/b"}}));
  EXPECT_EQ(effect(session::Effect(session::Called{7, "why"})),
            json({{"type", "called"}, {"id", 7}, {"problem", "why"}}));
  EXPECT_EQ(effect(session::Effect(session::OpenDescription{1})),
            json({{"type", "openDescription"}, {"index", 1}}));
  EXPECT_EQ(effect(Navigated{"#/tags/a", "", "", "a", true}),
            json({{"type", "navigated"}, {"link", "#/tags/a"}, {"tag", "a"}, {"followed", true}}));
  EXPECT_EQ(effect(PostTask{}), json({{"type", "postTask"}, {"after", 0}}));
}

TEST(Encode, TextsOfABodyStandInTheBytes) {
  session::SendRequest send;
  send.id = 7;
  send.redirects = session::Redirects::refuse;
  send.request.method = "POST";
  send.request.url.text = "https://a.example/b";
  send.request.headers.push_back({"a", {"b", {}}});
  send.request.body.emplace();
  send.request.body->emplace_back(request::SecretText{"one\"\n", {}});
  send.request.body->emplace_back(request::FileRef{"file-1", "a.png", 3, "image/png"});
  send.request.body->emplace_back(request::SecretText{"two", {}});
  Output output;
  output.effects.emplace_back(session::Effect(std::move(send)));
  const auto [text, bytes] = encoded(output);
  const json& written = text["effects"][0];
  EXPECT_EQ(written["redirects"], "error");
  EXPECT_EQ(written["request"]["url"], "https://a.example/b");
  EXPECT_EQ(written["request"]["headers"], json::parse(R"([["a","b"]])"));
  EXPECT_EQ(written["request"]["body"], json::parse(R"([[0,5],{"file":"file-1"},[5,8]])"));
  EXPECT_EQ(bytes, "one\"\ntwo");
}

TEST(Encode, ARequestWithoutABodyHasNull) {
  EXPECT_EQ(effect(session::Effect(session::SendRequest{}))["request"]["body"], nullptr);
}

}  // namespace
}  // namespace vitrine::boundary
