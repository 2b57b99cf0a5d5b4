// What the views remember from frame to frame.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/markdown/markdown.h"
#include "app/session/words.h"
#include "app/ui/scale.h"
#include "app/ui/text_layout.h"
#include "app/view/editing.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {

struct BodyView;

/// What the page of a tag says of an operation.
struct OperationOutline {
  struct Line {
    session::Word title;
    std::string names;
  };
  std::string description;
  std::vector<Line> lines;
};

/// State of the views that may be lost without harm: what is unfolded, and results of work that
/// is the same every frame. Everything that matters is in the Session.
struct ViewState {
  /// Parsed prose by the hash of its text.
  std::unordered_map<std::uint64_t, std::shared_ptr<const markdown::Markdown>> prose;
  /// Flattened schemas by the place they are shown at.
  std::unordered_map<std::string, std::shared_ptr<const std::vector<SchemaRow>>> schema_rows;
  /// Operations of the tag shown that have been read, by their index.
  std::unordered_map<std::uint32_t, std::shared_ptr<const OperationOutline>> outlines;
  /// Index of what was chosen among several, by the place: kinds of a schema, media types,
  /// examples. For a row that folds: 1 when the user changed it from its initial state.
  std::unordered_map<std::string, std::size_t> chosen;
  /// Coloured text of the code, with its source.
  struct Coloured {
    std::string source;
    bool dark = false;
    std::vector<ui::Span> spans;
  };
  /// Images of prose by their address: what the user asked for must be no other image.
  struct Image {
    bool wanted = false;  ///< of another origin: the user asked for it
    bool reported = false;
    ui::Size size;  ///< natural, as the page reported it; empty where it cannot be shown
  };
  std::unordered_map<std::string, Image> images;
  /// Widths of the columns of tables by their place, with a hash of what they depend on.
  std::unordered_map<std::string, std::pair<std::uint64_t, std::vector<float>>> table_widths;
  /// Of the editor of the body, once the host moves the keys of editors.
  std::unique_ptr<Editing> editing;
  std::shared_ptr<BodyView> body_view;  ///< see response_text.h
  Coloured snippet;
  /// The same for examples, by the place they are shown at.
  std::unordered_map<std::string, Coloured> examples;
  std::string copied_from;       ///< whole id of what last copied a text or a link
  std::string focused_field;     ///< seen in this frame, see session/form/field.h
  std::string field_left_from;   ///< seen in the last one, to notice when it is left
  bool navigation_open = false;  ///< drawer of narrow elements
  float list_width = 0;          ///< beside the page
  float widest_list = 0;         ///< that the element has room for
  float dialog_height = 320;     ///< of its contents, in the last frame
  bool send_below = false;  ///< Server and Send were in a surface of their own in the last frame
  float send_height = 112;  ///< of what the surface with Send holds, in the last frame
  /// The field of the dialog that has the keyboard focus: its scheme, and CredentialPart.
  using DialogField = std::pair<std::uint32_t, std::uint8_t>;
  static constexpr DialogField kNoDialogField{0, 0xFF};
  DialogField dialog_field = kNoDialogField;
  bool again = false;          ///< the layout needs one more frame; the host clears it
  std::uint64_t made_for = 0;  ///< Session::page that the caches were made for
  bool outlined = false;       ///< and that it was one of an outline
  /// The page of the last frame and how far each page was scrolled when it was left.
  std::string page;
  std::unordered_map<std::string, std::size_t> left_at;  ///< in pixels
  std::uint64_t heading_shown = 0;        ///< Session::page whose heading was scrolled to
  std::uint64_t field_shown = 0;          ///< the same of a field
  float heading_end = 0;                  ///< where the heading of the page ends
  float request_top = 0;                  ///< where the request begins in that surface
  float problems_top = 0;                 ///< where the overview's problems begin
  std::uint64_t response_brought_up = 0;  ///< the last whose sending was scrolled to
  std::uint64_t revealed_response = 0;    ///< the last that was scrolled to, see response.cpp
  /// The page that the element began with, its name, and the attribute that asked for it.
  std::string first_page;
  std::string first_name;
  std::string first_asked;
  /// Of their contents, in the last frame, where the page around scrolls.
  float main_height = 0;
  float request_height = 0;
  std::string revealed;  ///< page whose line in the navigation was brought into view

  /// Requests to the host, which takes them after the frame.
  struct ScrollTo {
    std::string surface;
    float y = 0;
    float height = 0;  ///< see boundary::ScrollTo
  };
  std::vector<ScrollTo> scrolls;
  /// Brings what begins at `y` to the top of the surface, below the name of the page.
  void scroll_to(std::string_view surface, float y, float above = ui::gap::kPage) {
    scrolls.push_back({std::string(surface), std::max(0.0f, y - above)});
  }
  std::string focus;  ///< whole id of the node that takes the keyboard focus
};

}  // namespace vitrine::view
