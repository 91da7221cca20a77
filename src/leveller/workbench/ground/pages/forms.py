"""How forms are drawn: the renderer that Django's forms use in every page."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    form_template_name = "pages/forms/form.html"
    field_template_name = "pages/forms/field.html"
