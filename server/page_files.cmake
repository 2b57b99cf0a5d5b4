# vitrine_embed_page(TARGET FOLDER): puts every file of FOLDER, with its .br and .gz neighbours,
# into TARGET and gives it the table of server/api/front/page.h. A missing folder, or none (""), makes an empty table.
enable_language(ASM)

function(vitrine_content_type file result)
  cmake_path(GET file EXTENSION LAST_ONLY extension)
  set(types .html "text/html\; charset=utf-8" .js "text/javascript\; charset=utf-8" .wasm application/wasm
            .css "text/css\; charset=utf-8" .json application/json .svg image/svg+xml .png image/png
            .ts "text/plain\; charset=utf-8" .ico image/x-icon .yaml application/yaml .txt "text/plain\; charset=utf-8")
  list(FIND types "${extension}" at)
  set(type application/octet-stream)
  if(at GREATER_EQUAL 0)
    math(EXPR at "${at} + 1")
    list(GET types ${at} type)
  endif()
  set(${result} "${type}" PARENT_SCOPE)
endfunction()

# Sets RESULT to the C++ expression for the bytes of FILE and appends it to the assembler text.
macro(vitrine_embed_bytes file result)
  if(EXISTS "${file}")
    list(LENGTH embedded index)
    list(APPEND embedded "${file}")
    string(APPEND assembler
      ".globl vitrine_page_${index}\n.globl vitrine_page_${index}_end\n.balign 16\n"
      "vitrine_page_${index}: .incbin \"${file}\"\nvitrine_page_${index}_end:\n")
    string(APPEND declarations "extern const char vitrine_page_${index}[], vitrine_page_${index}_end[];\n")
    set(${result} "{vitrine_page_${index}, std::size_t(vitrine_page_${index}_end - vitrine_page_${index})}")
  else()
    set(${result} "{}")
  endif()
endmacro()

function(vitrine_embed_page target folder)
  set(files "")
  if(folder)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/*)
  endif()
  list(FILTER files EXCLUDE REGEX "(^|/)\\.|\\.(br|gz)$")
  list(SORT files)

  set(embedded "")
  set(assembler ".section .rodata\n")
  set(declarations "")
  set(rows "")
  foreach(file IN LISTS files)
    vitrine_content_type(${file} type)
    vitrine_embed_bytes(${folder}/${file} identity)
    vitrine_embed_bytes(${folder}/${file}.gz gzip)
    vitrine_embed_bytes(${folder}/${file}.br brotli)
    string(APPEND rows "    {\"/${file}\", \"${type}\",\n     ${identity},\n     ${gzip},\n     ${brotli}},\n")
  endforeach()
  string(APPEND assembler ".section .note.GNU-stack,\"\",@progbits\n")

  set(table "")
  if(files)
    set(table "const PageFile kFiles[] = {\n${rows}};\n")
    set(body "return kFiles;")
  else()
    set(body "return {};")
  endif()
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/page_files)
  file(CONFIGURE OUTPUT ${generated}.S CONTENT "${assembler}" @ONLY)
  file(CONFIGURE OUTPUT ${generated}.cpp @ONLY CONTENT
"#include \"server/api/front/page.h\"

#include <cstddef>

extern \"C\" {
${declarations}}

namespace vitrine {
namespace {
${table}}  // namespace

std::span<const PageFile> page_files() { ${body} }

}  // namespace vitrine
")
  set_source_files_properties(${generated}.S PROPERTIES OBJECT_DEPENDS "${embedded}")
  target_sources(${target} PRIVATE ${generated}.cpp ${generated}.S)
endfunction()
