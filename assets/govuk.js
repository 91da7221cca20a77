// The parts of GOV.UK Frontend that our pages use. Every page works without them.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, Tabs, createAll,
} from "govuk-frontend";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const component of [
  CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, Tabs,
]) createAll(component);

createAll(Button, { preventDoubleClick: true });
