"""Tables of others that an import brought in. The small facts that ship with us stay in TOML files."""

from django.db import models


class Dataset(models.Model):
    """Which edition of a publisher's data is loaded. Its title and licence stand in datasets.toml."""

    name = models.SlugField(primary_key=True, max_length=40)
    version = models.CharField(max_length=40)
    dated = models.DateField()  # of the data
    imported_at = models.DateTimeField()
    rows = models.PositiveIntegerField(default=0)
    files = models.JSONField(default=list)  # names only

    class Meta:
        ordering = ("name",)

    class Privacy:
        personal = ()
        kept = "until `escalera import remove`"

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class OccupationWage(models.Model):
    """US dollars an hour of employees in an occupation; `state` is empty for the whole country."""

    soc = models.CharField(max_length=10)
    state = models.CharField(max_length=2, blank=True)
    title = models.CharField(max_length=200, blank=True)
    employment = models.PositiveIntegerField(null=True)
    hourly_p10 = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    hourly_p25 = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    hourly_median = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    hourly_p75 = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    hourly_p90 = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    metropolitan_median = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    nonmetropolitan_median = models.DecimalField(max_digits=8, decimal_places=2, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("soc", "state"), name="one_wage_per_occupation_and_state")
        ]

    class Privacy:
        personal = ()
        kept = "until `escalera import remove oews`"

    def __str__(self) -> str:
        return f"{self.soc} {self.state}"


class OccupationExposure(models.Model):
    """How much AI may change an occupation's work, by one measure of reference.exposure, from 0 to 1."""

    soc = models.CharField(max_length=10)
    measure = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=6, decimal_places=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("soc", "measure"), name="one_value_per_occupation_and_measure")
        ]

    class Privacy:
        personal = ()
        kept = "until `escalera import remove exposure`"

    def __str__(self) -> str:
        return f"{self.soc} {self.measure}"


class MinimumWageRate(models.Model):
    """In a zone of reference.wages, from this day on: `daily` where the law sets the day, else `hourly`."""

    zone = models.CharField(max_length=40)
    valid_from = models.DateField()
    hourly = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    daily = models.DecimalField(max_digits=8, decimal_places=2, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("zone", "valid_from"), name="one_rate_per_zone_and_day")
        ]

    class Privacy:
        personal = ()
        kept = "until `escalera import remove minimum-wages`"

    def __str__(self) -> str:
        return f"{self.zone} {self.valid_from}"


class Locality(models.Model):
    """A ZIP area or county of the United States, or a municipality of Mexico: public geography, nobody's address."""

    kind = models.CharField(max_length=20)  # zip, county, municipality
    code = models.CharField(max_length=5)
    name = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=3)  # as in reference.places
    rurality = models.PositiveSmallIntegerField(null=True)  # USDA's code: RUCA of a ZIP, RUCC of a county
    rural_share = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    largest_locality = models.PositiveIntegerField(null=True)  # people living in it

    class Meta:
        constraints = [models.UniqueConstraint(fields=("kind", "code"), name="one_locality_per_code")]
        indexes = [models.Index(fields=("kind", "state"), name="localities_of_a_state")]

    class Privacy:
        personal = ()
        kept = "until `escalera import remove rurality`"

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
