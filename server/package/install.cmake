# Installs the server library, for find_package(vitrine) and pkg-config, and the command where it is
# built; CPack makes a .deb and a .tar.gz of the same.
include(FetchContent)
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package ${PROJECT_SOURCE_DIR}/server/package)
set(config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/vitrine)

set_target_properties(vitrine_server PROPERTIES EXCLUDE_FROM_ALL OFF)
target_include_directories(vitrine_server INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
install(TARGETS vitrine_server EXPORT vitrineTargets)
install(DIRECTORY ${PROJECT_BINARY_DIR}/include/vitrine_server/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT vitrineTargets NAMESPACE vitrine:: DESTINATION ${config_folder})
FetchContent_GetProperties(nlohmann-json3)
if(nlohmann-json3_SOURCE_DIR)
  # Beside the user's own, which is preferred where there is one.
  install(DIRECTORY ${nlohmann-json3_SOURCE_DIR}/single_include/nlohmann
    DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/vitrine/third_party)
endif()

configure_package_config_file(${package}/vitrineConfig.cmake.in ${PROJECT_BINARY_DIR}/vitrineConfig.cmake
  INSTALL_DESTINATION ${config_folder} PATH_VARS CMAKE_INSTALL_INCLUDEDIR NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/vitrineConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/vitrineConfig.cmake ${PROJECT_BINARY_DIR}/vitrineConfigVersion.cmake
  DESTINATION ${config_folder})
list(TRANSFORM vitrine_system_libraries REPLACE "^Threads::Threads$" "pthread" OUTPUT_VARIABLE vitrine_link_flags)
list(TRANSFORM vitrine_link_flags PREPEND "-l")
list(JOIN vitrine_link_flags " " vitrine_link_flags)
configure_file(${package}/vitrine.pc.in ${PROJECT_BINARY_DIR}/vitrine.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/vitrine.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

if(VITRINE_COMMAND)
  install(TARGETS vitrine)
endif()

# What Debian asks of a package, and the licences of what is inside.
set(documents ${CMAKE_INSTALL_DATADIR}/doc/vitrine)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${documents} RENAME copyright)
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md DESTINATION ${documents})
foreach(licence IN ITEMS imgui/LICENSE.txt nlohmann-json3/LICENSE.MIT md4c/LICENSE.md quickjs/LICENSE cpp-httplib/LICENSE)
  cmake_path(GET licence PARENT_PATH name)
  cmake_path(GET licence FILENAME file)
  FetchContent_GetProperties(${name})
  if(EXISTS "${${name}_SOURCE_DIR}/${file}")
    install(FILES ${${name}_SOURCE_DIR}/${file} DESTINATION ${documents}/licenses RENAME ${name})
  endif()
endforeach()

if(PROJECT_IS_TOP_LEVEL)
  set(CPACK_GENERATOR TGZ DEB)
  set(CPACK_PACKAGE_VENDOR "The Vitrine authors")
  set(CPACK_PACKAGE_CONTACT "The Vitrine authors <vitrine@localhost>")
  set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "API playground, and C++ server library that describes itself as OpenAPI")
  set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
  set(CPACK_STRIP_FILES ON)
  set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
  set(CPACK_DEBIAN_PACKAGE_SECTION devel)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nlohmann-json3-dev")
  set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
  include(CPack)
endif()
