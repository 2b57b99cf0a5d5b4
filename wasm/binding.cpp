// The functions of exports.txt: the only way from the page into the module.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "app/boundary/decode.h"
#include "app/boundary/encode.h"
#include "app/json/reader.h"
#include "app/playground/playground.h"
#include "app/session/shared.h"
#include "wasm/browser_glyphs.h"
#include "wasm/draw_table.h"
#include "wasm/host.h"

namespace {

using namespace vitrine;

std::uint32_t address(const void* pointer) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(pointer));
}

struct Text {
  std::uint32_t pointer = 0;
  std::uint32_t length = 0;

  Text() = default;
  explicit Text(std::string_view text)
      : pointer(address(text.data())), length(static_cast<std::uint32_t>(text.size())) {}
};

/// An output as the page reads it: `Output` and `Patch` as JSON, and the bytes that the former
/// refers to. Valid until the next event of any element.
struct Envelope {
  Text output;
  Text patch;
  Text bytes;
};

/// One <vitrine-playground>.
struct Element {
  /// The page says when the later part of the module is here.
  Element(wasm::WordPages& pages, std::shared_ptr<session::Sharing> sharing)
      : glyphs(pages), playground(glyphs, false, std::move(sharing)) {}

  wasm::BrowserGlyphs glyphs;
  playground::Playground playground;
  wasm::DrawTable draw_table;
  std::string patch;  ///< waits for the frame that it belongs to
};

/// The one mutable global: the elements by number, and what they share.
struct Registry {
  std::shared_ptr<session::Sharing> sharing = std::make_shared<session::Sharing>();
  wasm::WordPages pages;
  std::unordered_map<std::uint32_t, std::unique_ptr<Element>> elements;
  std::uint32_t last = 0;
  std::string output, patch, bytes;
  Envelope envelope;
};

Registry& registry() {
  static Registry instance;
  return instance;
}

Element* find(std::uint32_t id) {
  const auto found = registry().elements.find(id);
  return found == registry().elements.end() ? nullptr : found->second.get();
}

/// The address of the envelope; 0 when nothing happened.
const void* take(std::uint32_t id, boundary::Event event) {
  Element* element = find(id);
  if (element == nullptr) return nullptr;
  const boundary::Output output = element->playground.take(std::move(event), vitrine_host_now());
  if (output.empty()) return nullptr;
  Registry& all = registry();
  all.output.clear();
  all.bytes.clear();
  all.patch.clear();
  boundary::encode(output, all.output, all.bytes);
  if (output.patch) element->patch = boundary::encode(*output.patch);
  if (output.framed) all.patch = std::exchange(element->patch, {});
  all.envelope = {Text(all.output), Text(all.patch), Text(all.bytes)};
  return &all.envelope;
}

}  // namespace

extern "C" {

void* vitrine_alloc(std::uint32_t bytes) { return std::malloc(bytes); }

void vitrine_free(void* pointer) { std::free(pointer); }

std::uint32_t vitrine_create() {
  Registry& all = registry();
  all.elements.emplace(++all.last, std::make_unique<Element>(all.pages, all.sharing));
  return all.last;
}

void vitrine_destroy(std::uint32_t element) { registry().elements.erase(element); }

const void* vitrine_event(std::uint32_t element, const char* json, std::uint32_t length) {
  const json::Reading reading = json::read(std::string_view(json, length));
  auto event = boundary::decode(reading.document.root());
  return event ? take(element, std::move(*event)) : nullptr;
}

const void* vitrine_chunk(std::uint32_t element, std::uint32_t resource, const char* bytes,
                          std::uint32_t length, double total) {
  return take(element, session::Action(session::Chunk{resource, std::string(bytes, length),
                                                      static_cast<std::uint64_t>(total)}));
}

const void* vitrine_body(std::uint32_t element, std::uint32_t response, double offset,
                         const char* text, std::uint32_t length, std::uint32_t is_text) {
  return take(element,
              session::Action(session::BodyWindow{response, static_cast<std::uint64_t>(offset),
                                                  std::string(text, length), is_text != 0}));
}

const void* vitrine_typed(std::uint32_t element, const char* node, std::uint32_t node_length,
                          const char* value, std::uint32_t length) {
  return take(element, boundary::Typed{std::string(node, node_length), std::string(value, length)});
}

const void* vitrine_pointer(std::uint32_t element, std::uint32_t kind, std::uint32_t surface,
                            float x, float y) {
  return take(element,
              boundary::Pointer{static_cast<boundary::PointerKind>(kind), surface, {x, y}});
}

const void* vitrine_scroll(std::uint32_t element, std::uint32_t surface, float y) {
  return take(element, boundary::Scrolled{surface, y});
}

const void* vitrine_frame(std::uint32_t element) { return take(element, boundary::Frame{}); }

const void* vitrine_draw(std::uint32_t element) {
  static constexpr wasm::DrawTable::Header kNothing;
  Element* target = find(element);
  return target == nullptr ? &kNothing : &target->draw_table.fill(target->playground.picture());
}
}
