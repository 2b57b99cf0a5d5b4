// Small marks beside text: chips, the status of a response, names of methods.
#pragma once

#include <string_view>

#include "app/ui/ui.h"

namespace vitrine::ui {

void chip(Ui& ui, std::string_view id, std::string_view text);
/// Announced by assistive technology when it changes. `tooltip` says what it means.
void status(Ui& ui, std::string_view id, std::string_view text, Color text_color, Color ground,
            std::string_view tooltip = {});
float status_width(Ui& ui, std::string_view text);
/// The name of an HTTP method in its colour, as drawing only.
void method(Ui& ui, std::string_view method, float width, Align align);

}  // namespace vitrine::ui
