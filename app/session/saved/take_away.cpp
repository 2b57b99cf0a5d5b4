// Gives the description to the user: a page as Markdown to paste, the whole as a file or on paper.
#include <algorithm>
#include <type_traits>
#include <utility>

#include "app/session/description/update.h"
#include "app/session/exchange/update.h"
#include "app/session/saved/update.h"
#include "app/text/utf8.h"

namespace vitrine::session {
namespace {

constexpr size_t kSliceBytes = 128 * 1024;
/// Operations and schemas of one slice.
constexpr int kSliceParts = 8;
constexpr size_t kSlicePaper = 32 * 1024;
/// Nobody pastes more.
constexpr size_t kCopiedMost = 1'000'000;

/// The name of a file of the description.
std::string name_of_file(const Session& session, std::string_view ending) {
  std::string title = session.spec->description.info().title;
  std::replace(title.begin(), title.end(), '/', '-');
  std::string name = file_name(title);
  if (name.empty()) name = "openapi";
  return name.append(ending);
}

/// Whether the text of the document is JSON: it may be YAML that begins with a bracket too.
bool is_json(json::Value root, std::string_view uri) {
  if (json::language_of(uri) == json::Language::yaml) return false;
  for (const json::Member& first : root.members()) {
    const json::Range key = first.key_range;
    return root.document()->text({root.range().begin, root.range().begin + 1}) == "{" &&
           root.document()->text({key.begin, key.begin + 1}) == "\"";
  }
  return false;
}

bool step(DocumentMarkdown& writer, std::string& out) {
  const size_t begun = out.size();
  for (int part = 0; part < kSliceParts && out.size() - begun < kSliceBytes; ++part)
    if (writer.step(out)) return true;
  return false;
}
/// The host makes elements of it in the same task.
bool step(DocumentPaper& paper, std::string& out) {
  while (out.size() < kSlicePaper)
    if (paper.step(out)) return true;
  return false;
}
template <class Writer>
bool step(Writer& writer, std::string& out) {
  return writer.step(out, kSliceBytes);
}

/// Hands the host what is there.
void hand_over(Session& session, Making& making, Effects& effects) {
  if (making.file == 0) making.file = next_id(session);
  emit(effects, KeepText{making.file, std::exchange(making.text, {})});
}

/// Paper that the user has left is not printed. True when there is more of it.
bool hand_to_printer(Session& session, bool done, Effects& effects) {
  std::optional<Making>& making = session.work->making;
  if (making->page != session.page) {
    stop_making(session, effects);
    return false;
  }
  emit(effects,
       PrintBlocks{done ? PaperPart::last : PaperPart::more, std::exchange(making->text, {})});
  if (!done) return true;
  session.printing = false;
  making.reset();
  return false;
}

void begin(Session& session, Making making, Effects& effects) {
  stop_making(session, effects);
  session.work->making.emplace(std::move(making));
  if (make_slice(session, effects)) emit(effects, Wake{Timer::slice, 0});
}

}  // namespace

bool SourceText::step(std::string& out, size_t bytes) {
  const auto most = static_cast<uint32_t>(bytes);
  const std::string more = document->text({at, at + most});
  const bool last = document->text_size() - at <= most;
  const std::string_view piece = last ? more : text::cut(more, more.size() - 3);
  out += piece;
  at += static_cast<uint32_t>(piece.size());
  return last;
}

namespace {

/// Says so where the whole could not be had.
bool lacks_whole(Session& session) {
  if (is_outlined(session)) session.notice = session.loading.failure;
  return is_outlined(session);
}

}  // namespace

bool make_slice(Session& session, Effects& effects) {
  std::optional<Making>& making = session.work->making;
  if (!making) return false;
  const bool done =
      std::visit([&](auto& writer) { return step(writer, making->text); }, making->writer);
  if (session.printing) return hand_to_printer(session, done, effects);
  const bool copied = std::holds_alternative<DocumentMarkdown>(making->writer) &&
                      making->file == 0 && making->text.size() <= kCopiedMost;
  if (!copied) hand_over(session, *making, effects);
  if (!done) return true;
  if (copied) {
    copy_text(session, CopyTarget::markdown, std::move(making->text), effects);
  } else {
    Id& before = session.work->made_file;
    if (before != 0) emit(effects, DropBody{before});
    before = making->file;
    emit(effects, SaveFile{making->file, making->name, making->type});
  }
  making.reset();
  return false;
}

void apply(Session& session, CopyMarkdown&&, Effects& effects) {
  if (!session.spec || lacks_whole(session)) return;
  const openapi::Description& description = session.spec->description;
  const schema::Language language = session.settings.language;
  if (session.shown) {
    copy_text(session, CopyTarget::markdown,
              operation_markdown(description, session.shown->operation, language), effects);
  } else if (const openapi::NamedSchema* schema = current_schema(session)) {
    copy_text(session, CopyTarget::markdown, schema_markdown(description, *schema, language),
              effects);
  } else {
    const openapi::Group* group = current_group(session);
    begin(session,
          {group ? DocumentMarkdown(description, *group, language)
                 : DocumentMarkdown(description, language),
           name_of_file(session, ".md"), "text/markdown"},
          effects);
  }
}

void apply(Session& session, PrintDocument&&, Effects& effects) {
  if (!session.spec || lacks_whole(session)) return;
  const bool stops = session.printing;
  stop_making(session, effects);
  if (stops) return;
  Making making{DocumentPaper(session.spec->description, session.settings.language,
                              session.settings.page_url),
                {},
                {}};
  making.page = session.page;
  session.work->making.emplace(std::move(making));
  session.printing = true;
  // The button shows what it does now before the first slice.
  emit(effects, Wake{Timer::slice, 0});
}

void apply(Session& session, Download&& action, Effects& effects) {
  if (!session.spec || lacks_whole(session)) return;
  const std::string& uri = session.spec->description.uri();
  const json::Value root = session.spec->documents.root(uri).value;
  if (!root) return;
  const bool json = action.format == Download::Format::json;
  std::string name = name_of_file(session, json ? ".json" : ".yaml");
  std::string type = json ? "application/json" : "application/yaml";
  if (is_json(root, uri) == json)
    begin(session, {SourceText{root.document()}, std::move(name), std::move(type)}, effects);
  else if (json)
    begin(session, {json::Printer(root, true), std::move(name), std::move(type)}, effects);
  else
    begin(session, {json::YamlWriter(root), std::move(name), std::move(type)}, effects);
}

}  // namespace vitrine::session
