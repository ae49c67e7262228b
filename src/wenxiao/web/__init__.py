"""网站: Django over the same core; pages come from forms, workflows and rules."""
