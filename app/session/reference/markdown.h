// Writes a description as Markdown, for people to paste and for assistants to read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/openapi/description.h"
#include "app/session/reference/sheet.h"

/// The text says what the pages say, in their words and their order, without a surface to draw on.
/// Descriptions, which are Markdown, stand in it as they are, their headings below those around
/// them. A schema with a name is written in full once, later its name refers to that; what is
/// longer than anybody reads is left out, and the text says so.
namespace vitrine::session {

/// `seams`, `address`: see Sheet.
struct MarkdownOptions {
  AddressOf address = nullptr;
  std::vector<std::size_t>* seams = nullptr;
};

std::string operation_markdown(const openapi::Description& description,
                               const openapi::Operation& operation, schema::Language language,
                               const MarkdownOptions& options = {});
std::string schema_markdown(const openapi::Description& description,
                            const openapi::NamedSchema& schema, schema::Language language,
                            const MarkdownOptions& options = {});

/// What the document says of itself, and lists of its operations and schemas, that lead to them.
std::string overview_markdown(const openapi::Description& description, schema::Language language,
                              const MarkdownOptions& options = {});
/// What a tag says of itself, and the list of its operations.
std::string tag_markdown(const openapi::Description& description, const openapi::Group& group,
                         schema::Language language, const MarkdownOptions& options = {});

/// The operation's request as code, in a few languages, with what is required made up; and the
/// samples of the author. Nothing for what no request makes, such as a webhook.
std::string code_markdown(const openapi::Description& description,
                          const openapi::Operation& operation, schema::Language language,
                          int level);

/// The words of each response, without marks: what the browser finds though another is chosen.
std::vector<std::string> response_words(const openapi::Description& description,
                                        const openapi::Operation& operation,
                                        schema::Language language);

/// The whole document: what it says of itself, each operation below its first tag, the webhooks,
/// the schemas; or one tag with its operations. The description must outlive it.
///
///     std::string text;
///     for (DocumentMarkdown writer(description, language); !writer.step(text);) {}
class DocumentMarkdown {
 public:
  DocumentMarkdown(const openapi::Description& description, schema::Language language);
  DocumentMarkdown(const openapi::Description& description, const openapi::Group& group,
                   schema::Language language);

  /// Appends one part, an operation or a schema; true when that was the last one.
  bool step(std::string& out, const MarkdownOptions& options = {});
  /// The place of the part that the next step appends, `/operations/ID`; "" where it has none.
  std::string next_place() const;

 private:
  struct Part {
    enum class Kind : std::uint8_t { group, operation, webhooks, schemas, schema };
    Kind kind = Kind::operation;
    std::uint32_t index = 0;
  };

  void head(Sheet& sheet) const;
  void write(Sheet& sheet, const Part& part) const;

  const openapi::Description& description_;
  schema::Language language_;
  bool whole_ = true;
  std::set<std::string> named_;  ///< schemas that have a section
  std::set<std::string> said_;   ///< of a tag: those that an operation before has written in full
  std::vector<Part> parts_;
  std::size_t next_ = 0;
  bool begun_ = false;
};

std::string document_markdown(const openapi::Description& description, schema::Language language);

}  // namespace vitrine::session
