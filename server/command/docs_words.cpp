#include "server/command/docs_words.h"

#include <memory>
#include <mutex>
#include <utility>
#include <variant>

#include "server/command/described.h"

/// Words for /docs, and for exports that are one page.
namespace vitrine::command {

namespace {

using session::html_text;

/// Stands for the folder of the page while a text is read: no host has this name (RFC 6761 §6.4).
constexpr char kHere[] = "https://page.invalid/";
constexpr std::size_t kMostWords = 1'000'000;

/// The words of the newest version that could be read.
class Newest {
 public:
  Newest(std::string file, std::string root, SpecFolder folder)
      : file_(std::move(file)), root_(std::move(root)), folder_(std::move(folder)) {}

  std::shared_ptr<const PageWords> get() {
    const std::string version = folder_.version();
    const std::lock_guard lock(mutex_);
    if (version == version_) return words_;
    version_ = version;
    const auto read = read_described(file_, root_);
    const auto* described = std::get_if<std::unique_ptr<const Described>>(&read);
    if (!described || (*described)->documents.broken()) return words_;
    words_ = std::make_shared<const PageWords>(
        docs_words((*described)->description, folder_.url().substr(1)));
    return words_;
  }

 private:
  const std::string file_, root_;
  const SpecFolder folder_;
  std::mutex mutex_;
  std::string version_;
  std::shared_ptr<const PageWords> words_;
};

}  // namespace

std::string meta(std::string_view named, std::string_view content) {
  if (content.empty()) return {};
  return "<meta " + std::string(named) + " content=\"" + html_text(content) + "\">\n";
}

void set_files(const std::string& spec, const std::string& up, session::HtmlOptions& html) {
  const std::string folder = spec.substr(0, spec.find('/') + 1);
  html.base = kHere + spec;
  html.files = kHere + folder;
  html.files_here = up + folder;
}

PageWords whole_words(const openapi::Description& description, schema::Language language,
                      std::string html) {
  return {language,
          html_text(session::title_of(description, {})),
          meta("name=\"description\"", session::summary_of(description, {})),
          {},
          std::move(html)};
}

PageWords overview_words(const openapi::Description& description, schema::Language language,
                         const std::string& spec) {
  const session::PlaceNames names(description);
  session::HtmlOptions html;
  html.language = language;
  html.address = [](std::string_view place) { return std::string(place); };
  if (!spec.empty()) set_files(spec, "./", html);
  return whole_words(description, language, session::overview_html(description, names, html));
}

PageWords docs_words(const openapi::Description& description, const std::string& spec) {
  PageWords made = overview_words(description, schema::Language::en, spec);
  made.meanwhile = true;
  if (made.words.size() > kMostWords) made.words.clear();
  return made;
}

WordsNow followed_words(std::string file, std::string root, SpecFolder folder) {
  return [newest = std::make_shared<Newest>(std::move(file), std::move(root), std::move(folder))] {
    return newest->get();
  };
}

}  // namespace vitrine::command
