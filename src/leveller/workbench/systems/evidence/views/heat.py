from django.http import Http404


def heat(request):
    raise Http404("soon")
