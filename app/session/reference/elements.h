// Markdown's blocks as the elements of HTML that they stand for.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "app/markdown/markdown.h"

namespace vitrine::session {

/// Walks the blocks of a text; those who derive from it write the elements. Only elements and
/// attributes of our own come up. Details are open.
class Elements {
 public:
  explicit Elements(const markdown::Markdown& markdown) : markdown_(markdown) {}
  virtual ~Elements() = default;
  Elements(const Elements&) = delete;
  Elements& operator=(const Elements&) = delete;

  void block(const markdown::Block& block);

 protected:
  virtual void begin(std::string_view tag) = 0;
  virtual void end() = 0;
  /// Of the element that has just begun.
  virtual void attribute(std::string_view name, std::string_view value) = 0;
  virtual void text(std::string_view text) = 0;

  /// Where a link leads; "" makes words of it.
  virtual std::string address(const markdown::Link& link) const = 0;
  /// Where an image is, if it is to be shown; "" makes words of it, or a link.
  virtual std::string shown(const markdown::Image& image) const = 0;
  /// The attributes of a block that are the writer's own.
  virtual void name(const markdown::Block&) {}

 private:
  void spans(std::span<const markdown::Span> all);
  void span(const markdown::Span& span, bool linked);
  void image(const markdown::Image& image, const std::string& words, bool linked);

  const markdown::Markdown& markdown_;
};

}  // namespace vitrine::session
