// Puts the parts of a document one after the other.
#include <utility>

#include "app/request/request.h"
#include "app/session/reference/markdown.h"
#include "app/session/reference/markdown_text.h"
#include "app/session/reference/operation_facts.h"
#include "app/session/reference/place_names.h"

namespace vitrine::session {
namespace {

/// Of one operation or schema, beyond its own words.
constexpr std::size_t kMostBytes = 60'000;

void link(Sheet& sheet, Word word, const std::string& text, const std::string& href) {
  const std::string& words = text.empty() ? href : text;
  if (words.empty()) return;
  const std::string line = one_line(words);
  sheet.item(0, sheet.word(word) + ": " + (href.empty() ? line : '[' + line + "](" + href + ')'));
}

void flow(Sheet& sheet, const openapi::OAuthFlow& flow) {
  std::string line = flow.kind;
  for (const auto& [word, address] : addresses_of(flow))
    line += " · " + sheet.word(word) + ' ' + code_span(address);
  sheet.item(1, line);
  for (const openapi::Scope& scope : flow.scopes) {
    const std::string words = one_line(scope.description);
    sheet.item(2, code_span(scope.name) + (words.empty() ? "" : ": " + words));
  }
}

void authentication(Sheet& sheet) {
  const auto& schemes = sheet.description.security_schemes();
  if (schemes.empty()) return;
  sheet.heading(sheet.level + 1, sheet.word(Word::authentication));
  sheet.gap();
  for (const openapi::SecurityScheme& scheme : schemes) {
    std::string line = code_span(scheme.key);
    if (const std::string kind = scheme_words(scheme); !kind.empty()) line += " · " + kind;
    if (scheme.deprecated) line += " · " + sheet.word(Word::deprecated);
    if (!scheme.metadata_url.empty())
      line += " · " + sheet.word(Word::metadata_url) + ' ' + code_span(scheme.metadata_url);
    sheet.item(0, line, scheme.description);
    for (const openapi::OAuthFlow& each : scheme.flows) flow(sheet, each);
  }
}

}  // namespace

void write_servers(Sheet& sheet, const std::vector<openapi::Server>& servers) {
  if (servers.empty()) return;
  sheet.paragraph(sheet.word(Word::servers) + ':');
  sheet.gap();
  for (const openapi::Server& server : servers) {
    const auto address = request::expand(server);
    std::string line = code_span(address ? *address : server.url);
    if (address && !server.variables.empty()) line += " · " + code_span(server.url);
    sheet.item(0, line, server.description);
    for (const openapi::ServerVariable& variable : server.variables) {
      line = code_span(variable.name);
      if (!variable.default_value.empty())
        line +=
            " · " + sheet.fill(Word::default_value, {{"value", code_span(variable.default_value)}});
      for (const std::string& value : variable.values)
        line +=
            (&value == &variable.values.front() ? " · " + sheet.word(Word::one_of) + ' ' : ", ") +
            code_span(value);
      sheet.item(1, line, variable.description);
    }
  }
}

void write_external_docs(Sheet& sheet, const std::optional<openapi::ExternalDocs>& docs) {
  if (!docs || docs->url.empty()) return;
  sheet.paragraph('[' + one_line(docs->description.empty() ? docs->url : docs->description) + "](" +
                  docs->url + ')');
}

void write_named_schema(Sheet& sheet, const openapi::NamedSchema& named) {
  const openapi::SchemaView schema = sheet.description.schema(named.cursor);
  sheet.said.insert(named.name);
  sheet.heading(sheet.level, named.name);
  write_schema(sheet, {}, schema);
  openapi::MediaType media;
  media.name = "application/json";
  write_example(sheet, media, schema);
}

std::string operation_markdown(const openapi::Description& description,
                               const openapi::Operation& operation, schema::Language language,
                               const MarkdownOptions& options) {
  std::string text;
  Sheet sheet(description, language, text);
  sheet.address = options.address;
  sheet.seams = options.seams;
  sheet.end = kMostBytes;
  write_operation(sheet, operation);
  return text;
}

std::string schema_markdown(const openapi::Description& description,
                            const openapi::NamedSchema& schema, schema::Language language,
                            const MarkdownOptions& options) {
  std::string text;
  Sheet sheet(description, language, text);
  sheet.address = options.address;
  sheet.seams = options.seams;
  sheet.end = kMostBytes;
  write_named_schema(sheet, schema);
  return text;
}

DocumentMarkdown::DocumentMarkdown(const openapi::Description& description,
                                   schema::Language language)
    : description_(description), language_(language) {
  using Kind = Part::Kind;
  for (const openapi::NamedSchema& schema : description.schemas()) named_.insert(schema.name);
  std::vector<bool> placed(description.operations().size());
  const auto& groups = description.groups();
  for (std::uint32_t index = 0; index < groups.size(); ++index) {
    if (!groups[index].tag.empty() || !groups[index].operations.empty())
      parts_.push_back({Kind::group, index});
    for (const std::uint32_t operation : groups[index].operations) {
      if (placed[operation] || description.operations()[operation].webhook) continue;
      placed[operation] = true;
      parts_.push_back({Kind::operation, operation});
    }
  }
  bool webhooks = false;
  for (std::uint32_t index = 0; index < placed.size(); ++index) {
    if (placed[index]) continue;
    if (!std::exchange(webhooks, true)) parts_.push_back({Kind::webhooks, 0});
    parts_.push_back({Kind::operation, index});
  }
  if (!description.schemas().empty()) parts_.push_back({Kind::schemas, 0});
  for (std::uint32_t index = 0; index < description.schemas().size(); ++index)
    parts_.push_back({Kind::schema, index});
}

DocumentMarkdown::DocumentMarkdown(const openapi::Description& description,
                                   const openapi::Group& group, schema::Language language)
    : description_(description), language_(language), whole_(false), begun_(true) {
  using Kind = Part::Kind;
  parts_.push_back({Kind::group, static_cast<std::uint32_t>(&group - description.groups().data())});
  for (const bool webhooks : {false, true}) {
    bool any = false;
    for (const std::uint32_t operation : group.operations) {
      if (description.operations()[operation].webhook != webhooks) continue;
      if (!std::exchange(any, true) && webhooks) parts_.push_back({Kind::webhooks, 0});
      parts_.push_back({Kind::operation, operation});
    }
  }
}

bool DocumentMarkdown::step(std::string& out, const MarkdownOptions& options) {
  Sheet sheet(description_, language_, out);
  sheet.address = options.address;
  sheet.seams = options.seams;
  sheet.sections = &named_;
  sheet.said.swap(said_);
  sheet.end = out.size() + kMostBytes;
  if (!std::exchange(begun_, true))
    head(sheet);
  else if (next_ < parts_.size())
    write(sheet, parts_[next_++]);
  if (!whole_) sheet.said.swap(said_);
  return next_ == parts_.size();
}

std::string DocumentMarkdown::next_place() const {
  if (!begun_ || next_ == parts_.size()) return {};
  const Part& part = parts_[next_];
  if (part.kind == Part::Kind::operation) return description_.operations()[part.index].link;
  if (part.kind == Part::Kind::schema) return schema_place(description_.schemas()[part.index].name);
  if (part.kind != Part::Kind::group || description_.groups()[part.index].tag.empty()) return {};
  return tag_place(description_.groups()[part.index].tag);
}

void DocumentMarkdown::head(Sheet& sheet) const {
  const openapi::Info& info = description_.info();
  sheet.heading(1, info.title.empty() ? sheet.word(Word::overview) : info.title);
  if (!info.version.empty())
    sheet.paragraph(sheet.fill(Word::version, {{"version", info.version}}));
  sheet.prose(info.summary, 1);
  sheet.prose(info.description, 1);
  write_external_docs(sheet, info.external_docs);
  sheet.gap();
  link(sheet, Word::contact, info.contact_name, info.contact_url);
  if (!info.contact_email.empty())
    link(sheet, Word::contact, info.contact_email, "mailto:" + info.contact_email);
  link(sheet, Word::license,
       info.license_name.empty() ? info.license_identifier : info.license_name, info.license_url);
  link(sheet, Word::terms_of_service, {}, info.terms_of_service);
  write_servers(sheet, description_.servers());
  authentication(sheet);
}

void DocumentMarkdown::write(Sheet& sheet, const Part& part) const {
  switch (part.kind) {
    case Part::Kind::group: {
      const openapi::Group& group = description_.groups()[part.index];
      const int level = whole_ ? 2 : 1;
      sheet.heading(level, group.tag.empty() ? sheet.word(Word::other_operations) : group.title);
      sheet.prose(group.description, level);
      write_external_docs(sheet, group.external_docs);
      if (!whole_) write_servers(sheet, description_.servers());
      return;
    }
    case Part::Kind::operation:
      sheet.level = whole_ ? 3 : 2;
      return write_operation(sheet, description_.operation(part.index));
    case Part::Kind::webhooks:
      return sheet.heading(2, sheet.word(Word::webhooks));
    case Part::Kind::schemas:
      return sheet.heading(2, sheet.word(Word::schemas));
    case Part::Kind::schema:
      sheet.level = 3;
      return write_named_schema(sheet, description_.schemas()[part.index]);
  }
}

std::string document_markdown(const openapi::Description& description, schema::Language language) {
  std::string text;
  DocumentMarkdown writer(description, language);
  while (!writer.step(text)) {
  }
  return text;
}

}  // namespace vitrine::session
