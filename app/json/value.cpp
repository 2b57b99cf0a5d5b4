// Access to the values of a document.
#include <algorithm>

#include "app/json/document.h"
#include "app/json/pointer.h"
#include "app/json/storage.h"

namespace vitrine::json {

Type Value::type() const {
  return document_ ? static_cast<Type>(document_->storage_->cells[cell_].kind()) : Type::null;
}

std::string_view Value::lexeme() const {
  if (!document_) return {};
  const Storage& storage = *document_->storage_;
  const Cell cell = storage.cells[cell_];
  if (cell.is(Type::number)) return storage.view(cell_);
  if (cell.is(Type::boolean)) return cell.has(Cell::kTrue) ? "true" : "false";
  return cell.is(Type::null) ? "null" : "";
}

std::string_view Value::string() const {
  return is_string() ? document_->storage_->view(cell_) : std::string_view();
}

bool Value::boolean() const {
  return is_boolean() && document_->storage_->cells[cell_].has(Cell::kTrue);
}

Number Value::number() const {
  if (!is_number()) return {};
  return Number::parse(document_->storage_->view(cell_)).value_or(Number());
}

size_t Value::size() const {
  if (!is_array() && !is_object()) return 0;
  const Storage& storage = *document_->storage_;
  const Cell cell = storage.cells[cell_];
  const bool indexed = cell.is(Type::object) && cell.has(Cell::kIndexed);
  return indexed ? storage.indexes[cell.size()].members : cell.size();
}

Value Value::operator[](std::string_view key) const {
  if (!is_object()) return {};
  const Storage& storage = *document_->storage_;
  const uint32_t found = storage.find(cell_, key);
  return found != 0 ? Value(document_, storage.next(found)) : Value();
}

Value Value::at(size_t index) const {
  if (!is_array() || index >= size()) return {};
  auto element = elements().begin();
  while (index-- > 0) ++element;
  return *element;
}

Members Value::members() const {
  if (!is_object()) return {document_, 0, 0};
  return {document_, cell_ + 2, document_->storage_->next(cell_)};
}

Elements Value::elements() const {
  if (!is_array()) return {document_, 0, 0};
  return {document_, cell_ + 2, document_->storage_->next(cell_)};
}

Position Value::position() const {
  return document_ ? document_->position(range().begin) : Position();
}

Range Value::range() const {
  if (!document_) return {};
  const Storage& storage = *document_->storage_;
  const Cell cell = storage.cells[cell_];
  if (cell.is_container()) return {cell.a, storage.cells[cell_ + 1].b};
  return {cell.a, cell.a + cell.size()};
}

Value Value::parent() const {
  if (!document_ || cell_ == 0) return {};
  const Storage& storage = *document_->storage_;
  uint32_t container = 0;
  while (true) {
    const uint32_t step = storage.cells[container].is(Type::object) ? 1 : 0;
    uint32_t child = container + 2;
    while (true) {
      if (step) child = storage.next(child);
      if (child == cell_) return {document_, container};
      const uint32_t after = storage.next(child);
      if (after > cell_) break;
      child = after;
    }
    container = child;
  }
}

std::string Value::pointer() const {
  std::string pointer;
  if (!document_) return pointer;
  const Storage& storage = *document_->storage_;
  uint32_t at = 0;
  while (at != cell_) {
    const bool object = storage.cells[at].is(Type::object);
    uint32_t child = at + 2;
    for (size_t index = 0;; ++index) {
      const uint32_t key = child;
      if (object) child = storage.next(child);
      const uint32_t after = storage.next(child);
      if (after > cell_) {
        if (object) {
          append(pointer, storage.view(key));
        } else {
          append(pointer, index);
        }
        break;
      }
      child = after;
    }
    at = child;
  }
  return pointer;
}

Position Member::key_position() const {
  return value ? value.document()->position(key_range.begin) : Position();
}

template <>
Value Children<Value>::iterator::operator*() const {
  return Value(document_, cell_);
}

template <>
Children<Value>::iterator& Children<Value>::iterator::operator++() {
  cell_ = document_->storage_->next(cell_);
  return *this;
}

template <>
Member Children<Member>::iterator::operator*() const {
  const Storage& storage = *document_->storage_;
  const Cell key = storage.cells[cell_];
  return {storage.view(cell_), Value(document_, storage.next(cell_)),
          Range{key.a, key.a + key.size()}};
}

template <>
Children<Member>::iterator& Children<Member>::iterator::operator++() {
  const Storage& storage = *document_->storage_;
  cell_ = storage.next(storage.next(cell_));
  return *this;
}

}  // namespace vitrine::json
