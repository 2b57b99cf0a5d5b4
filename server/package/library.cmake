# vitrine::server, the library as users have it: one archive, and headers that begin with vitrine. The
# names of our folders, app/ and server/, are left to the projects that include them.
set(vitrine_headers ${PROJECT_BINARY_DIR}/include/vitrine_server)
file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/app/*.h ${PROJECT_SOURCE_DIR}/server/*.h)
set(stamp ${PROJECT_BINARY_DIR}/include/vitrine_server.stamp)
add_custom_command(OUTPUT ${stamp} VERBATIM
  COMMAND ${CMAKE_COMMAND} -D SOURCE=${PROJECT_SOURCE_DIR} -D OUTPUT=${vitrine_headers}
          -P ${CMAKE_CURRENT_LIST_DIR}/headers.cmake
  COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
  DEPENDS ${headers} ${CMAKE_CURRENT_LIST_DIR}/headers.cmake)
add_custom_target(vitrine_headers DEPENDS ${stamp})

set(parts api request openapi schema json text regexp httplib)
if(VITRINE_TLS)
  list(APPEND parts tls)
else()
  list(APPEND parts no_tls)
endif()
list(TRANSFORM parts REPLACE "(.+)" "$<TARGET_OBJECTS:vitrine_\\1>" OUTPUT_VARIABLE objects)
add_library(vitrine_server STATIC EXCLUDE_FROM_ALL ${objects})
add_library(vitrine::server ALIAS vitrine_server)
add_dependencies(vitrine_server vitrine_headers)
set_target_properties(vitrine_server PROPERTIES OUTPUT_NAME vitrine EXPORT_NAME server LINKER_LANGUAGE CXX)
target_compile_features(vitrine_server PUBLIC cxx_std_20)
file(MAKE_DIRECTORY ${vitrine_headers})
target_include_directories(vitrine_server INTERFACE $<BUILD_INTERFACE:${vitrine_headers}>)
target_link_libraries(vitrine_server PRIVATE ${vitrine_system_libraries}
  INTERFACE $<BUILD_INTERFACE:vitrine_nlohmann_json>)
if(VITRINE_TLS)
  target_link_libraries(vitrine_server PRIVATE OpenSSL::SSL)
endif()
