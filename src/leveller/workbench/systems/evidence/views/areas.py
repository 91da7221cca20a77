from django.http import Http404


def areas(request):
    raise Http404("soon")
