// The functions of exports.txt: the only way from the page into the module.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <unordered_map>

#include "app/json/reader.h"
#include "wasm/element.h"

namespace {

using vitrine::wasm::Element;

/// The one mutable global: what the page holds by number, and the words its elements share.
struct Registry {
  vitrine::wasm::WordPages pages;
  std::unordered_map<std::uint32_t, std::unique_ptr<Element>> elements;
  std::uint32_t last = 0;
  struct {
    std::uint32_t pointer = 0;
    std::uint32_t length = 0;
  } envelope;
};

Registry& registry() {
  static Registry instance;
  return instance;
}

Element* find(std::uint32_t id) {
  const auto found = registry().elements.find(id);
  return found == registry().elements.end() ? nullptr : found->second.get();
}

}  // namespace

extern "C" {

void* vitrine_alloc(std::uint32_t bytes) { return std::malloc(bytes); }

void vitrine_free(void* pointer) { std::free(pointer); }

std::uint32_t vitrine_create() {
  Registry& all = registry();
  all.elements.emplace(++all.last, std::make_unique<Element>(all.pages));
  return all.last;
}

void vitrine_destroy(std::uint32_t element) { registry().elements.erase(element); }

void vitrine_event(std::uint32_t element, const char* json, std::uint32_t length) {
  Element* target = find(element);
  if (target == nullptr) return;
  const vitrine::json::Reading reading = vitrine::json::read(std::string_view(json, length));
  target->take(reading.document.root());
}

std::uint32_t vitrine_chunk(std::uint32_t element, std::uint32_t resource, const char* bytes,
                            std::uint32_t length, double total) {
  Element* target = find(element);
  if (target == nullptr) return 0;
  return target->take_chunk(resource, std::string_view(bytes, length),
                            static_cast<std::uint64_t>(total));
}

const void* vitrine_output(std::uint32_t element) {
  auto& envelope = registry().envelope;
  envelope = {};
  if (Element* target = find(element)) {
    const std::string& output = target->output();
    envelope.pointer = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(output.data()));
    envelope.length = static_cast<std::uint32_t>(output.size());
  }
  return &envelope;
}

const void* vitrine_draw(std::uint32_t element) {
  static constexpr vitrine::wasm::DrawTable::Header kNothing;
  Element* target = find(element);
  return target == nullptr ? &kNothing : &target->draw_table();
}
}
