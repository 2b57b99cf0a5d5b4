// Bodies in XML: the text is XML, the form edits the JSON that stands for it.
#include "app/json/reader.h"
#include "app/session/form/update.h"
#include "app/text/ascii.h"

namespace vitrine::session {

bool show_as_xml(const Session& session, Form& form, bool xml) {
  form.xml_failure.clear();
  if (!session.shown || form.content_type >= session.shown->bodies.size()) return true;
  const Shown::BodySchema& schema = session.shown->bodies[form.content_type];
  const bool is_xml = !request::is_edited_as_json(schema.kind, form.body);
  if (schema.kind != request::BodyKind::xml || is_xml == xml || text::trim(form.body).empty())
    return true;
  std::string text;
  if (xml) {
    const json::Reading reading = json::read(form.body);
    if (reading.error) return true;
    text = request::xml_to_edit(reading.document.root(), schema.view);
    form.made_xml = {form.body, text};
  } else if (form.body == form.made_xml.second) {
    text = form.made_xml.first;
  } else {
    json::Result<std::string> read = request::json_of_xml(form.body, schema.view);
    if (!read) {
      form.xml_failure = read.error().message;
      return false;
    }
    text = std::move(*read);
  }
  form.body = std::move(text);
  ++form.body_revision;
  ++form.fields_revision;
  return true;
}

}  // namespace vitrine::session
