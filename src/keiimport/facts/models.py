# SPDX-License-Identifier: Apache-2.0
"""The sections of a case: every fact that can be told, in order, with the words it may take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from keiimport.errors import InputError
from keiimport.facts.currencies import in_dollars
from keiimport.facts.fields import (
    Count,
    Country,
    Date,
    Day,
    Displacement,
    Distance,
    EligibilityNumber,
    ExchangeRate,
    FuelEconomy,
    Length,
    Market,
    Money,
    Name,
    Power,
    Share,
    Speed,
    Standards,
    State,
    Text,
    Weight,
    Year,
)
from keiimport.facts.words import as_written


class Part(BaseModel):
    """A section of a case, or a part of one: frozen, and without any other key."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,  # the whole case builds its sections, and only once
    )

    @field_validator("*", mode="before")
    @classmethod
    def _as_written(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, str | int | float):
            return value
        name = info.field_name or ""
        return as_written(value, name, cls.model_fields[name].annotation)


class OffRoad(Part):
    """The factors by which the safety agency tells an off-road vehicle from a motor vehicle."""

    advertised_on_road: StrictBool | None = None
    title_assistance: StrictBool | None = None
    sold_by_car_dealers: StrictBool | None = None
    warning_label: StrictBool | None = None
    registrable_abroad: StrictBool | None = None
    nhtsa_opinion: Literal["motor_vehicle", "not_motor_vehicle"] | None = None
    epa_governor_opinion: Literal["tamperproof", "not_tamperproof"] | None = None
    epa_certificate: Literal["certified", "not_certified"] | None = None


class Vehicle(Part):
    """What is told of the vehicle."""

    make: Name | None = None
    model: Name | None = None
    chassis_code: Text | None = None
    frame_number: Text | None = None
    vin: Text | None = None
    market: Market | None = None
    built_for_us: StrictBool | None = None
    manufactured: Date | None = None
    first_registered: Date | None = None
    manufactured_evidence: (
        Literal["maker_label", "lookup", "registration", "invoice", "historical_society", "claim"]
        | None
    ) = None
    model_year: Year | None = None
    country_of_manufacture: Country | None = None
    registered_in: Country | None = None
    kei: StrictBool | None = None
    made_for_roads: StrictBool | None = None
    site_machine: StrictBool | None = None
    racing_letter: StrictBool | None = None
    off_road_features: StrictBool | None = None
    body: (
        Literal[
            "passenger_car",
            "station_wagon",
            "van",
            "cargo_van",
            "suv",
            "pickup",
            "dump_truck",
            "bus",
            "motorcycle",
            "trailer",
            "golf_cart",
            "utility_vehicle",
            "fire_engine",
            "special_purpose",
            "armored",
        ]
        | None
    ) = None
    roof: Literal["closed", "convertible", "open_body"] | None = None
    back_door: Literal["hatch", "trunk", "none"] | None = None
    designed_for: Literal["people", "cargo"] | None = None
    designed_persons: Count | None = None
    wheels: Count | None = None
    seats: Count | None = None
    doors: Count | None = None
    rear_seats: Literal["fixed", "removable", "none"] | None = None
    open_cargo_bed: StrictBool | None = None
    seat_anchors: StrictBool | None = None
    rear_windows: StrictBool | None = None
    cargo_partition: StrictBool | None = None
    fire_pump: StrictBool | None = None
    equipment: Literal["crane", "drilling_derrick", "concrete_mixer", "other"] | None = None
    works_truck: StrictBool | None = None
    forward_control: StrictBool | None = None
    powertrain: (
        Literal[
            "gasoline",
            "diesel",
            "lpg",
            "cng",
            "electric",
            "hybrid",
            "plug_in_hybrid",
            "hydrogen",
            "none",
        ]
        | None
    ) = None
    ignition: Literal["spark", "compression"] | None = None
    displacement: Displacement | None = None
    power: Power | None = None
    transmission: Literal["manual", "automatic"] | None = None
    top_speed: Speed | None = None
    limited_speed: Speed | None = None
    gvwr: Weight | None = None
    curb_weight: Weight | None = None
    payload: Weight | None = None
    length: Length | None = None
    width: Length | None = None
    height: Length | None = None
    drive_side: Literal["left", "right"] | None = None
    steering: Literal["wheel", "handlebar"] | None = None
    high_voltage: StrictBool | None = None
    airbags: Literal["none", "driver", "driver_and_passenger"] | None = None
    event_recorder: StrictBool | None = None
    sliding_doors: StrictBool | None = None
    special_features: (
        tuple[
            Literal[
                "air_brakes",
                "built_in_child_seat",
                "compressed_natural_gas",
                "multistage",
                "platform_lift",
                "school_bus",
            ],
            ...,
        ]
        | None
    ) = None
    us_twin: Text | None = None
    certified_to: tuple[Literal["us_fmvss", "canada_cmvss"], ...] | None = None
    certified_by: Literal["original_maker", "converter", "registered_importer"] | None = None
    certified_class: (
        Literal[
            "passenger_car",
            "multipurpose",
            "truck",
            "bus",
            "motorcycle",
            "low_speed_vehicle",
            "as_built",
        ]
        | None
    ) = None
    fmvss: Standards = Field(default_factory=dict)
    manufacturer_letter: StrictBool | None = None
    emissions_letter: StrictBool | None = None
    epa_certified: StrictBool | None = None
    street_features: Literal["customary", "missing", "unsuitable"] | None = None
    original_configuration: StrictBool | None = None
    engine: Literal["original", "equivalent", "certified_newer", "other", "absent"] | None = None
    transmission_present: StrictBool | None = None
    body_replaced: StrictBool | None = None
    remanufactured: StrictBool | None = None
    incomplete: StrictBool | None = None
    altered: StrictBool | None = None
    title: Literal["clean", "salvage", "rebuilt", "reconstructed", "none"] | None = None
    theft_marked: StrictBool | None = None
    high_theft_line: StrictBool | None = None
    eligibility_number: EligibilityNumber | None = None
    eligibility_confirmed: StrictBool | None = None
    production_count: Count | None = None
    historical_interest: StrictBool | None = None
    odometer: Distance | None = None
    off_road: OffRoad | None = None
    connected: StrictBool | None = None
    connectivity_software: Country | None = None
    connectivity_hardware: Country | None = None
    maker_control: Country | None = None
    exported: Date | None = None
    taken_abroad: StrictBool | None = None
    improved_abroad: StrictBool | None = None
    numbers_altered: StrictBool | None = None
    foreign_soil: StrictBool | None = None
    metal_share: Share | None = None
    steel_value_share: Share | None = None
    fuel_economy: FuelEconomy | None = None
    us_content_share: Share | None = None
    us_steel_share: Share | None = None


class Importer(Part):
    """What is told of whoever brings the vehicle in."""

    kind: (
        Literal[
            "individual",
            "business",
            "registered_importer",
            "original_manufacturer",
            "low_volume_manufacturer",
            "diplomat",
            "foreign_military",
            "returning_resident",
            "government_orders",
            "independent_commercial_importer",
        ]
        | None
    ) = None
    us_resident: StrictBool | None = None
    ri_contract: StrictBool | None = None
    ri_pays_by_card: StrictBool | None = None
    ici_contract: StrictBool | None = None
    epa_certificate: StrictBool | None = None
    owns_another_vehicle: StrictBool | None = None
    exempted_sales: Count | None = None


class Costs(Part):
    """What is paid for the import besides duty and fees, as told; never made up."""

    freight: Money | None = None
    insurance: Money | None = None
    inland: Money | None = None
    broker: Money | None = None
    port_fees: Money | None = None


class Entry(Part):
    """What is told of the entry into the United States; its value may be in another currency."""

    @model_validator(mode="before")
    @classmethod
    def _in_dollars(cls, entry: Any) -> Any:
        try:
            return in_dollars(entry) if isinstance(entry, Mapping) else entry
        except InputError as error:
            raise PydanticCustomError("input", "{error}", {"error": error}) from None

    date: Day | None = None
    entered: Day | None = None
    arrived: Day | None = None
    loaded: Day | None = None
    type: (
        Literal[
            "consumption",
            "informal",
            "tib",
            "warehouse",
            "nonresident_personal",
            "export_transit",
            "goods_returned",
        ]
        | None
    ) = None
    purpose: (
        Literal[
            "road_use",
            "off_road",
            "export",
            "visit",
            "research",
            "racing",
            "show_or_display",
            "repair",
            "further_manufacture",
            "parts",
        ]
        | None
    ) = None
    personal_use: StrictBool | None = None
    for_resale: StrictBool | None = None
    value: Money | None = None
    costs: Costs | None = None
    exchange_rate: ExchangeRate | None = None
    quota_open: StrictBool | None = None
    preference: Literal["korus", "usmca"] | None = None
    us_content_approved: StrictBool | None = None
    transport: Literal["ocean", "land", "air"] | None = None
    container: StrictBool | None = None
    nhtsa_permission: StrictBool | None = None
    epa_permission: StrictBool | None = None
    bond: StrictBool | None = None
    cash_deposit: StrictBool | None = None
    export_label: StrictBool | None = None
    antidumping_deposit: StrictBool | None = None
    state: State | None = None
    first_registered_in_state: Date | None = None
    road_speed_limit: Speed | None = None


SECTIONS: Mapping[str, type[Part]] = {"vehicle": Vehicle, "importer": Importer, "entry": Entry}
"""The sections of a case by name, in order."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "": tuple(SECTIONS),
    **{name: tuple(model.model_fields) for name, model in SECTIONS.items()},
    "vehicle.off_road": tuple(OffRoad.model_fields),
    "entry.costs": tuple(Costs.model_fields),
    "vehicle.fmvss": (),
}
"""The keys of every object of a case, by its JSON path; the standards have any number as key."""
