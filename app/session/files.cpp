#include <algorithm>
#include <utility>

#include "app/json/edit.h"
#include "app/json/pointer.h"
#include "app/session/steps.h"

// Files: the answer's body kept as one, and those that a body takes. Their bytes stay with the
// host.
namespace vitrine::session {
namespace {

bool safe_in_a_name(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte != 0x7F &&
         std::string_view("/\\:*?\"<>|").find(c) == std::string::npos;
}

/// The last part of a path without what a file system minds; never a way out of the folder.
std::string file_name(std::string_view text) {
  std::string name;
  for (const char c : text.substr(text.find_last_of("/\\") + 1)) {
    if (safe_in_a_name(c)) name += c;
  }
  while (!name.empty() && name.front() == '.') name.erase(0, 1);
  if (name.size() > 120) name.resize(120);
  return name;
}

/// `filename` of Content-Disposition (RFC 6266 §4.3), as far as a plain one goes.
std::string disposition_name(std::string_view header) {
  const size_t at = header.find("filename=");
  if (at == std::string_view::npos) return {};
  std::string_view value = header.substr(at + 9);
  if (!value.empty() && value.front() == '"') {
    value.remove_prefix(1);
    return file_name(value.substr(0, value.find('"')));
  }
  return file_name(value.substr(0, value.find(';')));
}

struct Ending {
  std::string_view type;
  std::string_view ending;
};
constexpr Ending kEndings[] = {
    {"json", ".json"},
    {"png", ".png"},
    {"jpeg", ".jpg"},
    {"gif", ".gif"},
    {"svg", ".svg"},
    {"webp", ".webp"},
    {"application/pdf", ".pdf"},
    {"text/csv", ".csv"},
    {"html", ".html"},
    {"xml", ".xml"},
    {"application/zip", ".zip"},
    {"text/plain", ".txt"},
    {"audio/mpeg", ".mp3"},
    {"video/mp4", ".mp4"},
};

}  // namespace

std::string answer_file_name(const Exchange& exchange) {
  std::string name;
  for (const auto& [header, value] : exchange.headers) {
    if (header.size() == 19 && (header[8] | 0x20) == 'd' && (header[0] | 0x20) == 'c') {
      name = disposition_name(value);
    }
  }
  if (name.empty()) {
    const std::string& url = exchange.request.url;
    name = file_name(std::string_view(url).substr(0, url.find_first_of("?#")));
  }
  if (name.empty()) name = "answer";
  if (name.find('.') != std::string::npos) return name;
  for (const Ending& each : kEndings) {
    if (exchange.content_type.find(each.type) != std::string::npos) return name.append(each.ending);
  }
  return name;
}

void apply(Session& session, SaveAnswer&&, Effects& effects) {
  const Exchange* exchange = current_exchange(session);
  if (!exchange || exchange->state != Exchange::State::done) return;
  emit(effects, SaveFile{exchange->id, answer_file_name(*exchange), exchange->content_type});
}

void apply(Session& session, ChooseFile&& action, Effects& effects) {
  const Form* form = editable_form(session);
  if (!form) return;
  PickFile effect;
  for (const BodyField& field : form->fields) {
    if (field.pointer == action.pointer) effect.several = field.kind == BodyField::Kind::list;
  }
  // The media type of a body that is a file as a whole says which one it wants.
  if (action.pointer.empty()) effect.accept = form->content_type_name;
  if (effect.accept.find('/') == std::string::npos ||
      effect.accept.compare(0, 11, "application") == 0 || effect.accept[0] == '*') {
    effect.accept.clear();
  }
  effect.pointer = std::move(action.pointer);
  emit(effects, std::move(effect));
}

void apply(Session& session, FilePicked&& event, Effects& effects) {
  Form* form = editable_form(session);
  if (!form || event.files.empty()) return;
  take_files(session, *form, event.pointer, std::move(event.files), effects);
}

void forget_lost_files(Session& session, Form& form, Effects& effects) {
  bool lost = false;
  // From behind, so that places of lists stay what they are.
  for (size_t i = form.fields.size(); i-- > 0;) {
    const BodyField& field = form.fields[i];
    if (field.kind != BodyField::Kind::file || !field.present) continue;
    const auto same = [&](const request::ChosenFile& file) {
      return file.pointer == field.pointer;
    };
    if (std::any_of(form.files.begin(), form.files.end(), same)) continue;
    auto without = json::remove(form.body, field.pointer);
    if (!without) continue;
    form.body = std::move(*without);
    lost = true;
  }
  if (!lost) return;
  ++form.body_revision;
  read_body(session, form, is_judged(form), effects);
}

void forget_files(Form& form, std::string_view pointer) {
  std::erase_if(form.files, [&](const request::ChosenFile& file) {
    const std::string_view at = file.pointer;
    return at.substr(0, pointer.size()) == pointer &&
           (at.size() == pointer.size() || at[pointer.size()] == '/');
  });
}

void move_files(Form& form, const std::string& list, size_t from, ptrdiff_t by) {
  for (request::ChosenFile& file : form.files) {
    if (file.pointer.compare(0, list.size() + 1, list + '/') != 0) continue;
    const auto index = json::array_index(std::string_view(file.pointer).substr(list.size() + 1));
    if (!index || *index < from) continue;
    file.pointer = list + '/' + std::to_string(static_cast<ptrdiff_t>(*index) + by);
  }
}

void swap_files(Form& form, const std::string& one, const std::string& other) {
  for (request::ChosenFile& file : form.files) {
    if (file.pointer == one) {
      file.pointer = other;
    } else if (file.pointer == other) {
      file.pointer = one;
    }
  }
}

}  // namespace vitrine::session
