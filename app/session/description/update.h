// Changes of the description and of its documents: loading, reading, compiling schemas.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/work.h"

namespace vitrine::session {

// ---- loading.cpp

/// Asks for the description at `session.loading.uri`. `fresh`: not from a cache.
void load_description(Session& session, bool fresh, Effects& effects);
/// Cancels the loads of the description and its documents.
void stop_loading(Session& session, Effects& effects);
/// Both are false when `event` is not about the description or one of its documents.
bool take_chunk(Session& session, Chunk&& event);
bool take_end(Session& session, const End& event);
/// Reports a resource that failed; false when `event` is about something else.
bool resource_failed(Session& session, const Failed& event);
/// Reads one slice of the waiting bytes. True when a description is ready to be installed.
bool read_slice(Session& session, Effects& effects);
/// True when bytes wait for another slice.
bool bytes_wait(const Shared& shared);
/// Replaces the description by the one that was read. Nothing shown may point into the old one.
void install_description(Session& session, Effects& effects);
void apply(Session& session, Reload&& action, Effects& effects);

/// Gives up a text that is being made of the description.
void stop_making(Session& session, Effects& effects);

// ---- summaries.cpp

/// Summaries that are written as Markdown get their words, once: lists and titles show these.
void word_summaries(openapi::Description& description);

// ---- documents.cpp

/// Asks for a document that something shown refers to: at once from the description's own origin,
/// else only when the user agrees.
void need(Session& session, const std::string& uri, Effects& effects);
/// Requests the documents that the schemas need, after any number of references.
void need_all(Session& session, std::vector<json::Cursor> schemas, Effects& effects);
/// Adds a document that was read as a whole.
void document_arrived(Session& session, Incoming&& incoming);
void document_failed(Session& session, std::string_view uri, std::string detail);
void apply(Session& session, LoadMissing&& action, Effects& effects);

// ---- prepare.cpp

void apply(Session& session, MakeExample&& action, Effects& effects);
void apply(Session& session, FindUses&& action, Effects& effects);
/// Goes on with what Session::prepared waits for, a part of it at a time.
void prepare(Session& session, Effects& effects);

// ---- schemas.cpp

/// Compiles the schema of a body when it is first needed.
const schema::Schema* body_schema(Session& session, uint32_t content, Effects& effects);
/// Returns null for a schema that cannot be compiled; it then accepts everything.
std::shared_ptr<const schema::Schema> compile_schema(Session& session, const json::Cursor& cursor,
                                                     schema::Dialect dialect, Effects& effects);

}  // namespace vitrine::session
