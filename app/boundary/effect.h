// Effects: requests of a playground to its host. `Declared` says how they look on the other side.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "app/boundary/event.h"
#include "app/session/effect.h"

namespace vitrine::boundary {

/// Brings what begins at `y` to the top of a surface.
struct ScrollTo {
  std::string surface;
  float y = 0;
  /// Where the page around scrolls: only as far as it takes to see so much of it. 0: to the top.
  float height = 0;
};
/// Brings a node into view and gives it the keyboard focus.
struct FocusNode {
  std::string node;
};
/// Work goes on in a task of its own: the host reports Task after that time. A new one replaces the
/// earlier one.
struct PostTask {
  std::uint32_t after_ms = 0;
};
/// Another page is shown. One of the three is set, none for the overview; an operation is named as
/// Opened::operation does.
struct Navigated {
  std::string link;  ///< `#/…`
  std::string operation;
  std::string schema;
  std::string tag;
  bool followed = false;  ///< the user left another page of the same description by a link
};

/// A session's FocusField never gets here: the playground finds the node.
using Effect =
    std::variant<session::Effect, ScrollTo, FocusNode, view::SelectText, PostTask, Navigated>;

/// All of them.
using Effects =
    Types<session::SendRequest, session::CancelRequest, session::LoadResource, session::FollowBody,
          session::SendMessage, session::ReadBody, session::DropBody, session::KeepText,
          session::SaveFile, session::PrintBlocks, session::PickFile, session::PickDate,
          session::Random, session::OpenPopup, session::CopyText, session::OpenUrl,
          session::SetLocation, session::Persist, session::Recall, session::PickText,
          session::OpenDescription, session::Called, session::Wake, session::TellOthers, ScrollTo,
          FocusNode, view::SelectText, PostTask, Navigated>;

template <>
struct Declared<ScrollTo> {
  static constexpr std::string_view kType = "scrollTo";
  static constexpr auto fields =
      boundary::fields(field<&ScrollTo::surface>("surface"), field<&ScrollTo::y>("y"),
                       field<&ScrollTo::height>("height").optional());
};
template <>
struct Declared<FocusNode> {
  static constexpr std::string_view kType = "focusNode";
  static constexpr auto fields = boundary::fields(field<&FocusNode::node>("node"));
};
template <>
struct Declared<view::SelectText> {
  using E = view::SelectText;
  static constexpr std::string_view kType = "selectText";
  static constexpr auto fields =
      boundary::fields(field<&E::node>("node"), field<&E::begin>("begin"), field<&E::end>("end"),
                       field<&E::x>("x"), field<&E::y>("y"));
};
template <>
struct Declared<PostTask> {
  static constexpr std::string_view kType = "postTask";
  static constexpr auto fields = boundary::fields(field<&PostTask::after_ms>("after"));
};

template <>
struct Declared<Navigated> {
  using E = Navigated;
  static constexpr std::string_view kType = "navigated";
  static constexpr auto fields =
      boundary::fields(field<&E::link>("link"), field<&E::operation>("operation").optional(),
                       field<&E::schema>("schema").optional(), field<&E::tag>("tag").optional(),
                       field<&E::followed>("followed").optional());
};

/// The values of `redirect` of fetch().
template <>
struct Names<session::Redirects> {
  static constexpr std::string_view kNames[] = {"follow", "error"};
};
template <>
struct Declared<request::HttpRequest> {
  using E = request::HttpRequest;
  static constexpr std::string_view kName = "HttpRequest";
  static constexpr auto fields =
      boundary::fields(field<&E::method>("method"), field<&E::url>("url"),
                       field<&E::headers>("headers"), field<&E::body>("body"));
};
template <>
struct Declared<session::SendRequest> {
  using E = session::SendRequest;
  static constexpr std::string_view kType = "sendRequest";
  static constexpr auto fields = boundary::fields(
      field<&E::id>("id"), field<&E::request>("request"), field<&E::redirects>("redirects"),
      field<&E::timeout_ms>("timeout").optional());
};
template <>
struct Declared<session::CancelRequest> {
  static constexpr std::string_view kType = "cancelRequest";
  static constexpr auto fields = boundary::fields(field<&session::CancelRequest::id>("id"));
};
template <>
struct Declared<session::LoadResource> {
  using E = session::LoadResource;
  static constexpr std::string_view kType = "loadResource";
  static constexpr auto fields =
      boundary::fields(field<&E::id>("id"), field<&E::uri>("uri"),
                       field<&E::fresh>("fresh").optional(), field<&E::whole>("whole").optional());
};
template <>
struct Names<session::BodyForm> {
  static constexpr std::string_view kNames[] = {"text", "moreText", "digits"};
};
template <>
struct Declared<session::FollowBody> {
  static constexpr std::string_view kType = "followBody";
  static constexpr auto fields = boundary::fields(field<&session::FollowBody::id>("id"));
};
template <>
struct Declared<session::SendMessage> {
  using E = session::SendMessage;
  static constexpr std::string_view kType = "sendMessage";
  static constexpr auto fields =
      boundary::fields(field<&E::id>("id"), field<&E::text>("text"), field<&E::shown>("shown"));
};
template <>
struct Declared<session::ReadBody> {
  using E = session::ReadBody;
  static constexpr std::string_view kType = "readBody";
  static constexpr auto fields =
      boundary::fields(field<&E::id>("id"), field<&E::offset>("offset"),
                       field<&E::length>("length"), field<&E::form>("form"));
};
template <>
struct Declared<session::DropBody> {
  static constexpr std::string_view kType = "dropBody";
  static constexpr auto fields = boundary::fields(field<&session::DropBody::id>("id"));
};
template <>
struct Declared<session::KeepText> {
  using E = session::KeepText;
  static constexpr std::string_view kType = "keepText";
  static constexpr auto fields = boundary::fields(field<&E::id>("id"), field<&E::text>("text"));
};
template <>
struct Declared<session::SaveFile> {
  using E = session::SaveFile;
  static constexpr std::string_view kType = "saveFile";
  static constexpr auto fields =
      boundary::fields(field<&E::id>("id"), field<&E::name>("name"), field<&E::type>("mediaType"));
};
template <>
struct Names<session::PaperPart> {
  static constexpr std::string_view kNames[] = {"more", "last", "drop"};
};
template <>
struct Declared<session::PrintBlocks> {
  using E = session::PrintBlocks;
  static constexpr std::string_view kType = "printBlocks";
  static constexpr auto fields =
      boundary::fields(field<&E::part>("part"), field<&E::blocks>("blocks"));
};
template <>
struct Declared<session::PickFile> {
  using E = session::PickFile;
  static constexpr std::string_view kType = "pickFile";
  static constexpr auto fields = boundary::fields(
      field<&E::pointer>("pointer"), field<&E::accept>("accept"), field<&E::several>("several"));
};
template <>
struct Names<session::Field::Picker> {
  static constexpr std::string_view kNames[] = {"", "date", "datetime-local", "time"};
};
template <>
struct Declared<session::PickDate> {
  using E = session::PickDate;
  static constexpr std::string_view kType = "pickDate";
  static constexpr auto fields = boundary::fields(
      field<&E::node>("node"), field<&E::picker>("picker"), field<&E::text>("text"));
};
template <>
struct Declared<session::Random> {
  static constexpr std::string_view kType = "random";
  static constexpr auto fields = boundary::fields(field<&session::Random::bytes>("bytes"));
};
template <>
struct Declared<session::OpenPopup> {
  static constexpr std::string_view kType = "openPopup";
  static constexpr auto fields = boundary::fields(field<&session::OpenPopup::url>("url"));
};
template <>
struct Declared<session::CopyText> {
  static constexpr std::string_view kType = "copyText";
  static constexpr auto fields = boundary::fields(field<&session::CopyText::text>("text"));
};
template <>
struct Declared<session::OpenUrl> {
  static constexpr std::string_view kType = "openUrl";
  static constexpr auto fields = boundary::fields(field<&session::OpenUrl::url>("url"));
};
template <>
struct Declared<session::SetLocation> {
  using E = session::SetLocation;
  static constexpr std::string_view kType = "setLocation";
  static constexpr auto fields =
      boundary::fields(field<&E::hash>("hash"), field<&E::replace>("replace"));
};
template <>
struct Declared<session::Persist> {
  using E = session::Persist;
  static constexpr std::string_view kType = "persist";
  static constexpr auto fields = boundary::fields(field<&E::key>("key"), field<&E::value>("value"));
};
template <>
struct Declared<session::Recall> {
  static constexpr std::string_view kType = "recall";
  static constexpr auto fields = boundary::fields(field<&session::Recall::key>("key"));
};
template <>
struct Declared<session::PickText> {
  static constexpr std::string_view kType = "pickText";
  static constexpr auto fields = boundary::fields(field<&session::PickText::key>("key"));
};
template <>
struct Declared<session::OpenDescription> {
  using E = session::OpenDescription;
  static constexpr std::string_view kType = "openDescription";
  static constexpr auto fields = boundary::fields(field<&E::index>("index"));
};
template <>
struct Declared<session::Called> {
  using E = session::Called;
  static constexpr std::string_view kType = "called";
  static constexpr auto fields =
      boundary::fields(field<&E::id>("id"), field<&E::problem>("problem").optional());
};
template <>
struct Declared<session::Wake> {
  using E = session::Wake;
  static constexpr std::string_view kType = "wake";
  static constexpr auto fields =
      boundary::fields(field<&E::timer>("timer"), field<&E::after_ms>("after"));
};
template <>
struct Declared<session::TellOthers> {
  static constexpr std::string_view kType = "tellOthers";
  static constexpr auto fields = boundary::fields();
};

}  // namespace vitrine::boundary
