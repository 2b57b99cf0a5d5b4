#include "server/api/stream/item_reader.h"

#include <vector>

#include "app/json/reader.h"
#include "app/text/ascii.h"
#include "server/api/http/problem.h"
#include "server/api/model/invalid.h"
#include "server/api/respond/intake.h"

/// Reads the items of a body of JSON Lines.
namespace vitrine {

namespace {

/// Each connection may hold a line of that size.
constexpr std::size_t kMostLineBytes = 128u << 10;

}  // namespace

void ItemReader::take(std::string_view piece) {
  while (!piece.empty()) {
    const auto end = piece.find('\n');
    const std::string_view part = piece.substr(0, end);
    if (rest_.size() + part.size() > kMostLineBytes) {
      throw BodyRefusal{problem_response(413, "Line " + std::to_string(line_ + 1) +
                                                  " is too long: a line may have " +
                                                  std::to_string(kMostLineBytes) + " bytes")};
    }
    if (end == std::string_view::npos) {
      rest_ += part;
      return;
    }
    piece.remove_prefix(end + 1);
    if (rest_.empty()) {
      read_line(part);
    } else {
      rest_ += part;
      read_line(rest_);
      rest_.clear();
    }
  }
}

void ItemReader::end() {
  read_line(rest_);
  std::string().swap(rest_);
}

bool ItemReader::give(json::Value value, const std::string& place) const {
  try {
    return item_(value);
  } catch (const Invalid& invalid) {
    Invalid placed;
    placed.add_within(place, invalid.or_refused());
    throw placed;
  }
}

void ItemReader::read_line(std::string_view line) {
  ++line_;
  if (text::trim(line).empty()) return;
  json::Reading reading = json::read(line);
  if (reading.error) {
    reading.error->position.line = line_;
    throw BodyRefusal{not_json_response(*reading.error)};
  }
  const json::Value value = reading.document.root();
  const std::string place = "/" + std::to_string(items_++);
  schema::EvaluateOptions options;
  options.direction = schema::Direction::request;
  std::vector<FieldError> errors;
  schema::Evaluation evaluation = schema::evaluate(*schema_, value, options);
  for (const schema::Violation* violation : schema::leaves(evaluation.violations)) {
    schema::Violation placed = *violation;
    placed.instance_pointer = place + placed.instance_pointer;
    errors.push_back(field_error("body", "", placed, language_));
  }
  if (!evaluation.valid) throw BodyRefusal{problem_response(std::move(errors), language_)};
  if (give(value, place)) return;
  schema::Violation violation;
  violation.instance_pointer = place;
  violation.keyword = "format";
  violation.params.push_back({"format", "double", schema::Parameter::Kind::text});
  errors.push_back(field_error("body", "", violation, language_));
  throw BodyRefusal{problem_response(std::move(errors), language_)};
}

}  // namespace vitrine
