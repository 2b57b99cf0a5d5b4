// Events: reports of a host to a playground. `Declared` says how they look on the other side.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "app/boundary/field.h"
#include "app/session/action.h"
#include "app/ui/geometry.h"
#include "app/view/editing.h"

namespace vitrine::boundary {

enum class PointerKind : std::uint8_t { moved, pressed, released, left };
template <>
struct Names<PointerKind> {
  static constexpr std::string_view kNames[] = {"moved", "pressed", "released", "left"};
};

/// The surface of an event that is outside all of them.
inline constexpr std::uint32_t kNoSurface = 0xFFFFFFFF;

/// `surface` is an index into the surfaces of the last patch that had any, `at` counts from the top
/// left of its viewport. Crosses as numbers, as Scrolled and Frame do.
struct Pointer {
  PointerKind kind = PointerKind::moved;
  std::uint32_t surface = kNoSurface;
  ui::Point at;
};
struct Scrolled {
  std::uint32_t surface = kNoSurface;
  float y = 0;
};
/// The display is ready for another frame of an animation.
struct Frame {};
/// A field has another text. Crosses as bytes.
struct Typed {
  std::string node;
  std::string value;
};
/// An image was loaded, by its node: its natural size in pixels; 0 where it cannot be shown.
struct MediaSize {
  std::string node;
  float width = 0;
  float height = 0;
};
/// Code with long lines, or a wide table, was scrolled sideways.
struct CodeScrolled {
  std::string node;
  float x = 0;
};
/// A click that had no press: keyboard, screen reader, test.
struct Activated {
  std::string node;
};
struct OptionChosen {
  std::string node;
  std::int32_t index = -1;
};
/// The keyboard focus; no node: it left the element.
struct Focused {
  std::string node;
  bool visible = false;  ///< as CSS :focus-visible
};
/// The host moves the keys of editors from now on (view::EditorKey, view::Caret): their text can be
/// drawn here.
struct EditorsAttended {};
/// A key that the page itself has no use for. `Output::handled` says whether it meant something.
struct Key {
  std::string key;  ///< as KeyboardEvent.key
  bool ctrl = false;
  bool meta = false;
  bool shift = false;
};
/// The time of a PostTask has come.
struct Task {};
/// The element is far from what the user sees: the host has none of its nodes and pictures, and
/// gets none until it comes near again.
struct Parked {
  bool parked = false;
};
/// The families that the element inherits, by the number the host gave them.
struct Fonts {
  std::uint32_t stack = 0;
};
struct Resized {
  float width = 0;
  float height = 0;
  float density = 1;
  bool whole_page = false;  ///< the element is the page, not a part of one
  /// The element is as high as its contents, and `height` is that of what can be in view; so much
  /// above and below that is drawn too. 0: the element has a height of its own.
  float margin = 0;
};
struct PageTheme {
  bool dark = false;
  bool reduced_motion = false;
  bool contrast = false;  ///< the user asks for more
  std::string accent;     ///< `#rrggbb`; empty: the theme's own
  bool shapes = false;    ///< the layer shows itself, see ui::Theme
  /// Further colours of the page, as `accent`.
  std::string background = {};
  std::string surface = {};
  std::string text = {};
  std::string line = {};
  float roundness = 1;  ///< see ui::Theme
};

/// An action of the user, or one of the session's own events.
using Event =
    std::variant<session::Action, Pointer, Scrolled, Frame, Typed, MediaSize, CodeScrolled,
                 Activated, OptionChosen, Focused, view::Caret, view::EditorKey, EditorsAttended,
                 Key, Task, Parked, Fonts, Resized, PageTheme>;

/// Those that cross as JSON. Bytes of resources (session::Chunk) and responses
/// (session::BodyWindow) and the frequent ones have functions of their own.
using JsonEvents =
    Types<MediaSize, CodeScrolled, Activated, OptionChosen, Focused, view::Caret, view::EditorKey,
          EditorsAttended, Key, Task, Parked, Fonts, Resized, PageTheme, session::Opened,
          session::Reload, session::End, session::Failed, session::Held, session::ResponseHead,
          session::ResponseProgress, session::ResponseEnd, session::FilePicked,
          session::RandomBytes, session::GivenText, session::PopupResult, session::FillForm,
          session::GiveCredentials, session::Stay, session::LocationChanged, session::Woken,
          session::Restored, session::Usable, session::Told>;

/// A list of numbers, one a byte.
struct Bytes {};

template <>
struct Declared<MediaSize> {
  using E = MediaSize;
  static constexpr std::string_view kType = "mediaSize";
  static constexpr auto fields = boundary::fields(
      field<&E::node>("node"), field<&E::width>("width"), field<&E::height>("height"));
};
template <>
struct Declared<CodeScrolled> {
  static constexpr std::string_view kType = "codeScroll";
  static constexpr auto fields =
      boundary::fields(field<&CodeScrolled::node>("node"), field<&CodeScrolled::x>("x"));
};
template <>
struct Declared<Activated> {
  static constexpr std::string_view kType = "activate";
  static constexpr auto fields = boundary::fields(field<&Activated::node>("node"));
};
template <>
struct Declared<OptionChosen> {
  static constexpr std::string_view kType = "choose";
  static constexpr auto fields =
      boundary::fields(field<&OptionChosen::node>("node"), field<&OptionChosen::index>("index"));
};
template <>
struct Declared<Focused> {
  static constexpr std::string_view kType = "focus";
  static constexpr auto fields =
      boundary::fields(field<&Focused::node>("node"), field<&Focused::visible>("visible"));
};
template <>
struct Declared<view::Caret> {
  using E = view::Caret;
  static constexpr std::string_view kType = "caret";
  static constexpr auto fields =
      boundary::fields(field<&E::node>("node"), field<&E::begin>("begin"), field<&E::end>("end"),
                       field<&E::typing>("typing"));
};
template <>
struct Declared<view::EditorKey> {
  using E = view::EditorKey;
  static constexpr std::string_view kType = "editorKey";
  static constexpr auto fields = boundary::fields(
      field<&E::node>("node"), field<&E::key>("key"), field<&E::begin>("begin"),
      field<&E::end>("end"), field<&E::shift>("shift"), field<&E::command>("command"));
};
template <>
struct Declared<EditorsAttended> {
  static constexpr std::string_view kType = "editorsAttended";
  static constexpr auto fields = boundary::fields();
};
template <>
struct Declared<Key> {
  static constexpr std::string_view kType = "key";
  static constexpr auto fields =
      boundary::fields(field<&Key::key>("key"), field<&Key::ctrl>("ctrl"),
                       field<&Key::meta>("meta"), field<&Key::shift>("shift").optional());
};
template <>
struct Declared<Task> {
  static constexpr std::string_view kType = "task";
  static constexpr auto fields = boundary::fields();
};
template <>
struct Declared<Parked> {
  static constexpr std::string_view kType = "park";
  static constexpr auto fields = boundary::fields(field<&Parked::parked>("parked"));
};
template <>
struct Declared<Fonts> {
  static constexpr std::string_view kType = "fonts";
  static constexpr auto fields = boundary::fields(field<&Fonts::stack>("stack"));
};
template <>
struct Declared<Resized> {
  static constexpr std::string_view kType = "resize";
  static constexpr auto fields = boundary::fields(
      field<&Resized::width>("width"), field<&Resized::height>("height"),
      field<&Resized::density>("density"), field<&Resized::whole_page>("wholePage"),
      field<&Resized::margin>("margin").optional());
};
template <>
struct Declared<PageTheme> {
  static constexpr std::string_view kType = "theme";
  static constexpr auto fields = boundary::fields(
      field<&PageTheme::dark>("dark"), field<&PageTheme::reduced_motion>("reducedMotion"),
      field<&PageTheme::contrast>("contrast"), field<&PageTheme::accent>("accent"),
      field<&PageTheme::shapes>("shapes"), field<&PageTheme::background>("background").optional(),
      field<&PageTheme::surface>("surface").optional(), field<&PageTheme::text>("text").optional(),
      field<&PageTheme::line>("line").optional(),
      field<&PageTheme::roundness>("roundness").optional());
};

template <>
struct Names<session::ThemeChoice> {
  static constexpr std::string_view kNames[] = {"auto", "light", "dark"};
};
template <>
struct Names<session::FailureKind> {
  static constexpr std::string_view kNames[] = {"network", "crossOrigin", "originRefused",
                                                "timeout", "unreachable", "policy",
                                                "status",  "aborted",     "other"};
};
template <>
struct Names<session::Timer> {
  static constexpr std::string_view kNames[] = {"slice",  "idle",   "persist", "copied",
                                                "device", "expiry", "slow"};
};

template <>
struct Declared<session::Options> {
  using E = session::Options;
  static constexpr std::string_view kName = "ElementOptions";
  static constexpr auto fields = boundary::fields(
      field<&E::hide>("hide").optional(), field<&E::open>("open").optional(),
      field<&E::tag>("tag").optional(), field<&E::paths>("paths").optional(),
      field<&E::server>("server").optional(), field<&E::expand>("expand").optional(),
      field<&E::snippet>("snippet").optional(), field<&E::sort>("sort").optional(),
      field<&E::alone>("alone").optional());
};
template <>
struct Declared<session::Opened> {
  using E = session::Opened;
  static constexpr std::string_view kType = "open";
  static constexpr auto fields = boundary::fields(
      field<&E::spec>("spec"), field<&E::page_url>("pageUrl"),
      field<&E::redirect_uri>("redirectUri"), field<&E::operation>("operation"),
      field<&E::hash>("hash"), field<&E::owns_location>("ownsLocation"),
      field<&E::includes_credentials>("includesCredentials").optional(),
      field<&E::mock_server>("mockServer").optional(), field<&E::heading_level>("headingLevel"),
      field<&E::language>("language"), field<&E::theme>("theme"), field<&E::dark>("dark"),
      field<&E::utc_offset_min>("utcOffset").optional(),
      field<&E::descriptions>("descriptions").optional(),
      field<&E::description>("description").optional(),
      field<&E::introduced>("introduced").optional(), field<&E::group>("group").optional(),
      field<&E::place>("place").optional(), field<&E::options>("options").optional());
};
template <>
struct Declared<session::Reload> {
  static constexpr std::string_view kType = "reload";
  static constexpr auto fields = boundary::fields();
};
template <>
struct Declared<session::End> {
  static constexpr std::string_view kType = "end";
  static constexpr auto fields = boundary::fields(field<&session::End::id>("id"));
};
template <>
struct Declared<session::Failed> {
  using E = session::Failed;
  static constexpr std::string_view kType = "failed";
  static constexpr auto fields =
      boundary::fields(field<&E::id>("id"), field<&E::kind>("kind"), field<&E::message>("message"),
                       field<&E::status>("status").optional());
};
template <>
struct Declared<session::Held> {
  using E = session::Held;
  static constexpr std::string_view kType = "held";
  static constexpr auto fields = boundary::fields(field<&E::id>("id"), field<&E::held>("held"));
};
template <>
struct Declared<session::ResponseHead> {
  using E = session::ResponseHead;
  static constexpr std::string_view kType = "responseHead";
  static constexpr auto fields =
      boundary::fields(field<&E::id>("id"), field<&E::status>("status"),
                       field<&E::status_text>("statusText"), field<&E::headers>("headers"),
                       field<&E::elapsed_ms>("elapsed"), field<&E::url>("url").optional());
};
template <>
struct Declared<session::ResponseProgress> {
  using E = session::ResponseProgress;
  static constexpr std::string_view kType = "responseProgress";
  static constexpr auto fields =
      boundary::fields(field<&E::id>("id"), field<&E::received>("received"),
                       field<&E::elapsed_ms>("elapsed").optional());
};
template <>
struct Declared<session::Phases> {
  using E = session::Phases;
  static constexpr std::string_view kName = "Phases";
  static constexpr auto fields = boundary::fields(
      field<&E::queued_ms>("queued"), field<&E::dns_ms>("dns"), field<&E::connect_ms>("connect"),
      field<&E::tls_ms>("tls"), field<&E::waiting_ms>("waiting"),
      field<&E::download_ms>("download"), field<&E::reused>("reused"));
};
template <>
struct Declared<session::ResponseEnd> {
  using E = session::ResponseEnd;
  static constexpr std::string_view kType = "responseEnd";
  static constexpr auto fields = boundary::fields(
      field<&E::id>("id"), field<&E::size>("size"), field<&E::elapsed_ms>("elapsed"),
      field<&E::transferred>("transferred").optional(), field<&E::error>("error").optional(),
      field<&E::phases>("phases").optional());
};
template <>
struct Declared<request::FileRef> {
  using E = request::FileRef;
  static constexpr std::string_view kName = "PickedFile";
  static constexpr auto fields =
      boundary::fields(field<&E::id>("id"), field<&E::name>("name"), field<&E::size>("size"),
                       field<&E::type>("mediaType"));
};
template <>
struct Declared<session::FilePicked> {
  using E = session::FilePicked;
  static constexpr std::string_view kType = "filePicked";
  static constexpr auto fields =
      boundary::fields(field<&E::pointer>("pointer"), field<&E::files>("files"));
};
template <>
struct Declared<session::RandomBytes> {
  static constexpr std::string_view kType = "random";
  static constexpr auto fields =
      boundary::fields(field<&session::RandomBytes::bytes>("bytes").as<Bytes>());
};
template <>
struct Declared<session::GivenText> {
  using E = session::GivenText;
  static constexpr std::string_view kType = "givenText";
  static constexpr auto fields =
      boundary::fields(field<&E::key>("key"), field<&E::text>("text"), field<&E::now_ms>("now"),
                       field<&E::offset_min>("offset"));
};
template <>
struct Declared<session::PopupResult> {
  static constexpr std::string_view kType = "popupResult";
  static constexpr auto fields = boundary::fields(field<&session::PopupResult::url>("url"));
};
template <>
struct Declared<session::Stay> {
  static constexpr std::string_view kType = "stay";
  static constexpr auto fields = boundary::fields(field<&session::Stay::link>("link"));
};
template <>
struct Declared<session::FillForm> {
  using E = session::FillForm;
  static constexpr std::string_view kType = "fill";
  static constexpr auto fields = boundary::fields(
      field<&E::id>("id"), field<&E::operation>("operation"), field<&E::parameters>("parameters"),
      field<&E::has_body>("hasBody").optional(), field<&E::body>("body").optional(),
      field<&E::content_type>("contentType").optional());
};
template <>
struct Declared<session::GivenCredential> {
  using E = session::GivenCredential;
  static constexpr std::string_view kName = "GivenCredential";
  static constexpr auto fields = boundary::fields(
      field<&E::scheme>("scheme"), field<&E::user>("user"), field<&E::secret>("secret"));
};
template <>
struct Declared<session::GiveCredentials> {
  using E = session::GiveCredentials;
  static constexpr std::string_view kType = "authorize";
  static constexpr auto fields =
      boundary::fields(field<&E::id>("id"), field<&E::credentials>("credentials"));
};
template <>
struct Declared<session::LocationChanged> {
  static constexpr std::string_view kType = "location";
  static constexpr auto fields = boundary::fields(field<&session::LocationChanged::hash>("hash"));
};
template <>
struct Declared<session::Woken> {
  static constexpr std::string_view kType = "wake";
  static constexpr auto fields = boundary::fields(field<&session::Woken::timer>("timer"));
};
template <>
struct Declared<session::Restored> {
  using E = session::Restored;
  static constexpr std::string_view kType = "restored";
  static constexpr auto fields = boundary::fields(field<&E::key>("key"), field<&E::value>("value"));
};
template <>
struct Declared<session::Usable> {
  static constexpr std::string_view kType = "usable";
  static constexpr auto fields = boundary::fields();
};
template <>
struct Declared<session::Told> {
  static constexpr std::string_view kType = "told";
  static constexpr auto fields = boundary::fields();
};

}  // namespace vitrine::boundary
