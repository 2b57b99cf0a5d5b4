# vitrine_embed_meta_schemas(TARGET): puts the files of command/meta_schemas into TARGET as the table
# of command/meta_schemas.h, each under the URI that it gives itself.
function(vitrine_embed_meta_schemas target)
  set(folder ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/meta_schemas)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${folder}/*.json)
  list(SORT files)
  set(rows "")
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} text)
    string(JSON uri ERROR_VARIABLE missing GET "${text}" "$id")
    if(missing)
      string(JSON uri GET "${text}" "id") # draft 4
    endif()
    string(REGEX REPLACE "#$" "" uri "${uri}")
    string(APPEND rows "    {\"${uri}\", R\"json(${text})json\"},\n")
  endforeach()
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/meta_schemas_data.cpp)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT
"#include \"server/command/meta_schemas.h\"

namespace vitrine::command {
namespace {
constexpr MetaSchema kMetaSchemas[] = {
${rows}};
}  // namespace

std::span<const MetaSchema> meta_schemas() { return kMetaSchemas; }

}  // namespace vitrine::command
")
  target_sources(${target} PRIVATE ${generated})
endfunction()
