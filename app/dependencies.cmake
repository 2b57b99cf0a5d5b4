# Third-party sources: pinned commits from upstream, each replaceable by a folder given as
# FETCHCONTENT_SOURCE_DIR_<NAME>. `./dev` gives build/deps/<name> where upstream cannot be reached.
# They are compiled with their own warnings, natively and by Emscripten alike.
include(FetchContent)

# vitrine_source(NAME URL COMMIT) sets <NAME>_SOURCE_DIR and builds nothing.
macro(vitrine_source name url commit)
  string(TOUPPER ${name} upper)
  if(NOT FETCHCONTENT_SOURCE_DIR_${upper} AND EXISTS ${PROJECT_SOURCE_DIR}/build/deps/${name}/.complete)
    set(FETCHCONTENT_SOURCE_DIR_${upper} ${PROJECT_SOURCE_DIR}/build/deps/${name})
  endif()
  # A SOURCE_SUBDIR without a CMakeLists.txt: the sources are wanted, upstream's own targets are not.
  FetchContent_Declare(${name} GIT_REPOSITORY ${url} GIT_TAG ${commit} SOURCE_SUBDIR vitrine-uses-sources-only)
  FetchContent_MakeAvailable(${name})
  if(EXISTS ${${name}_SOURCE_DIR}/.complete)
    file(READ ${${name}_SOURCE_DIR}/.complete version)
    string(STRIP "${version}" version)
    message(STATUS "${name}: Debian's original sources, ${version}")
  else()
    message(STATUS "${name}: ${${name}_SOURCE_DIR}, pinned ${commit}")
  endif()
endmacro()

# A project that embeds us and has nlohmann/json of its own uses that; the interface of the library
# depends on no version of it.
if(NOT PROJECT_IS_TOP_LEVEL AND NOT TARGET nlohmann_json::nlohmann_json)
  find_package(nlohmann_json 3.11 QUIET GLOBAL)
endif()
set(vitrine_own_json ON)
if(NOT PROJECT_IS_TOP_LEVEL AND TARGET nlohmann_json::nlohmann_json)
  set(vitrine_own_json OFF)
endif()

if(NOT vitrine_server_only)
  vitrine_source(imgui https://github.com/ocornut/imgui.git 45acd5e0e82f4c954432533ae9985ff0e1aad6d5)
  vitrine_source(md4c https://github.com/mity/md4c.git 481fbfbdf72daab2912380d62bb5f2187d438408)
endif()
if(vitrine_own_json)
  vitrine_source(nlohmann-json3 https://github.com/nlohmann/json.git 9cca280a4d0ccf0c08f47a99aa71d1b0e52f8d03)
endif()
vitrine_source(quickjs https://github.com/bellard/quickjs.git 1fdc768fdc8571300755cdd3e4654ce99c0255ce)
if(NOT EMSCRIPTEN)
  vitrine_source(cpp-httplib https://github.com/yhirose/cpp-httplib.git 073b58796205b928b61f4cae89ab4130b7f1aee0)
endif()

# vitrine_third_party(NAME SOURCES … [INCLUDE …]) : a static library whose headers are system headers to us.
# Names of targets are global: those of third parties begin with vitrine_, so that a project that embeds
# us may have its own.
function(vitrine_third_party name)
  cmake_parse_arguments(ARG "" "" "SOURCES;INCLUDE" ${ARGN})
  add_library(${name} STATIC EXCLUDE_FROM_ALL ${ARG_SOURCES})
  target_include_directories(${name} SYSTEM PUBLIC ${ARG_INCLUDE})
  target_compile_options(${name} PRIVATE -w ${vitrine_optimised})
endfunction()

# A header-only library gets an include folder that holds nothing else.
function(vitrine_header_only name folder header)
  set(include ${PROJECT_BINARY_DIR}/include/${name})
  file(MAKE_DIRECTORY ${include})
  file(CREATE_LINK ${folder}/${header} ${include}/${header} SYMBOLIC)
  add_library(${name} INTERFACE)
  target_include_directories(${name} SYSTEM INTERFACE ${include})
endfunction()

if(NOT vitrine_server_only)
  set(imgui ${imgui_SOURCE_DIR})
  vitrine_third_party(vitrine_imgui INCLUDE ${imgui}
    SOURCES ui/imgui/left_out.cpp  # first: see there
            ${imgui}/imgui.cpp ${imgui}/imgui_draw.cpp ${imgui}/imgui_tables.cpp ${imgui}/imgui_widgets.cpp
            ui/imgui/font_loader.cpp)
  target_include_directories(vitrine_imgui PUBLIC ${PROJECT_SOURCE_DIR})
  target_compile_features(vitrine_imgui PUBLIC cxx_std_20)
  target_compile_definitions(vitrine_imgui PUBLIC IMGUI_USER_CONFIG="app/ui/imgui_config.h")
  if(EMSCRIPTEN)
    target_compile_definitions(vitrine_imgui PRIVATE sscanf=vitrine_no_sscanf)  # see ui/imgui/left_out.cpp
  endif()
  if(EMSCRIPTEN OR VITRINE_NOEXCEPT)
    target_compile_options(vitrine_imgui PRIVATE -fno-exceptions -fno-rtti)
  endif()
  vitrine_third_party(vitrine_md4c INCLUDE ${md4c_SOURCE_DIR}/src
    SOURCES ${md4c_SOURCE_DIR}/src/md4c.c ${md4c_SOURCE_DIR}/src/entity.c)
endif()

if(vitrine_own_json)
  vitrine_header_only(vitrine_nlohmann_json ${nlohmann-json3_SOURCE_DIR}/single_include nlohmann)
else()
  add_library(vitrine_nlohmann_json INTERFACE)
  target_link_libraries(vitrine_nlohmann_json INTERFACE nlohmann_json::nlohmann_json)
endif()

# Split by its own script: the implementation is compiled once, not by all who include the header.
if(NOT EMSCRIPTEN)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  set(httplib ${PROJECT_BINARY_DIR}/httplib)
  execute_process(COMMAND ${Python3_EXECUTABLE} ${cpp-httplib_SOURCE_DIR}/split.py --out ${httplib}
    COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
  vitrine_third_party(vitrine_httplib INCLUDE ${httplib} SOURCES ${httplib}/httplib.cc)
  target_compile_features(vitrine_httplib PUBLIC cxx_std_20)
  if(VITRINE_SANITIZE)
    target_compile_options(vitrine_httplib PRIVATE -fno-sanitize=undefined) # one minute less for one file
  endif()
endif()

# ECMA-262 patterns. app/schema supplies lre_realloc, lre_check_stack_overflow and lre_check_timeout.
set(quickjs ${quickjs_SOURCE_DIR})
file(STRINGS ${quickjs}/VERSION quickjs_version)
set(unicode ${quickjs}/libunicode.c)
if(EMSCRIPTEN)
  # Its tables, which few patterns look into, go to the part of the module that comes later
  # (wasm/split.mjs).
  file(READ ${quickjs}/libunicode-table.h tables)
  string(REPLACE "static const" "static const __attribute__((section(\"later\")))" tables "${tables}")
  file(WRITE ${PROJECT_BINARY_DIR}/unicode/libunicode-table.h "${tables}")
  set(unicode ${PROJECT_BINARY_DIR}/unicode/libunicode.c)
  configure_file(${quickjs}/libunicode.c ${unicode} COPYONLY)
endif()
vitrine_third_party(vitrine_regexp INCLUDE ${quickjs} SOURCES ${quickjs}/libregexp.c ${unicode} ${quickjs}/cutils.c)
target_compile_definitions(vitrine_regexp PRIVATE _GNU_SOURCE CONFIG_VERSION="${quickjs_version}")
