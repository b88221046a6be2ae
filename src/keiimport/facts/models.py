# SPDX-License-Identifier: Apache-2.0
"""The sections of a case: every fact that can be told, in order, with the words it may take.

Written by `make generate` from `rules/facts.yaml`: change a fact there.
"""
# fmt: off

from collections.abc import Mapping
from typing import Literal

from keiimport.facts.fields import Date, OneOf, Quantity, SomeOf, Standards, Text, YesNo
from keiimport.facts.sections import Part, Section
from keiimport.facts.units import in_dollars


class OffRoad(Section, path="vehicle.off_road"):
    """The factors by which the safety agency tells an off-road vehicle from a motor vehicle."""

    advertised_on_road: YesNo = YesNo()
    title_assistance: YesNo = YesNo()
    sold_by_car_dealers: YesNo = YesNo()
    warning_label: YesNo = YesNo()
    registrable_abroad: YesNo = YesNo()
    nhtsa_opinion: OneOf[Literal["motor_vehicle", "not_motor_vehicle"]] = OneOf()
    epa_governor_opinion: OneOf[Literal["tamperproof", "not_tamperproof"]] = OneOf()
    epa_certificate: OneOf[Literal["certified", "not_certified"]] = OneOf()


class Vehicle(Section, path="vehicle"):
    """What is told of the vehicle."""

    make: Text = Text("name")
    model: Text = Text("name")
    chassis_code: Text = Text("text")
    frame_number: Text = Text("text")
    vin: Text = Text("text")
    market: Text = Text("market")
    built_for_us: YesNo = YesNo()
    manufactured: Date = Date("build")
    first_registered: Date = Date("date")
    manufactured_evidence: OneOf[Literal["maker_label", "lookup", "registration", "invoice",
        "historical_society", "claim"]] = OneOf()
    model_year: Quantity = Quantity("year")
    country_of_manufacture: Text = Text("country")
    registered_in: Text = Text("country")
    kei: YesNo = YesNo()
    made_for_roads: YesNo = YesNo()
    road_registered: YesNo = YesNo()
    site_machine: YesNo = YesNo()
    racing_letter: YesNo = YesNo()
    off_road_features: YesNo = YesNo()
    body: OneOf[Literal["passenger_car", "station_wagon", "van", "cargo_van", "suv", "pickup",
        "dump_truck", "bus", "motorcycle", "trailer", "golf_cart", "go_kart", "snowmobile",
        "utility_vehicle", "motor_home", "ambulance", "fire_engine", "special_purpose", "armored",
        "forklift", "earthmover", "tractor", "road_tractor"]] = OneOf()
    special_body: YesNo = YesNo()
    roof: OneOf[Literal["closed", "convertible", "open_body"]] = OneOf()
    back_door: OneOf[Literal["hatch", "trunk", "none"]] = OneOf()
    designed_for: OneOf[Literal["people", "cargo"]] = OneOf()
    designed_persons: Quantity = Quantity("count")
    wheels: Quantity = Quantity("count")
    seats: Quantity = Quantity("count")
    doors: Quantity = Quantity("count")
    rear_seats: OneOf[Literal["fixed", "removable", "none"]] = OneOf()
    open_cargo_bed: YesNo = YesNo()
    seat_anchors: YesNo = YesNo()
    rear_windows: YesNo = YesNo()
    cargo_partition: YesNo = YesNo()
    fire_pump: YesNo = YesNo()
    equipment: OneOf[Literal["crane", "drilling_derrick", "concrete_mixer", "other"]] = OneOf()
    works_truck: YesNo = YesNo()
    forward_control: YesNo = YesNo()
    powertrain: OneOf[Literal["gasoline", "diesel", "lpg", "cng", "electric", "hybrid",
        "plug_in_hybrid", "hydrogen", "none"]] = OneOf()
    ignition: OneOf[Literal["spark", "compression"]] = OneOf()
    displacement: Quantity = Quantity("displacement")
    power: Quantity = Quantity("power")
    transmission: OneOf[Literal["manual", "automatic"]] = OneOf()
    top_speed: Quantity = Quantity("speed")
    limited_speed: Quantity = Quantity("speed")
    gvwr: Quantity = Quantity("weight")
    curb_weight: Quantity = Quantity("weight")
    payload: Quantity = Quantity("weight")
    length: Quantity = Quantity("length")
    width: Quantity = Quantity("length")
    height: Quantity = Quantity("length")
    drive_side: OneOf[Literal["left", "right"]] = OneOf()
    steering: OneOf[Literal["wheel", "handlebar"]] = OneOf()
    high_voltage: YesNo = YesNo()
    airbags: OneOf[Literal["none", "driver", "driver_and_passenger"]] = OneOf()
    event_recorder: YesNo = YesNo()
    sliding_doors: YesNo = YesNo()
    special_features: SomeOf[Literal["air_brakes", "built_in_child_seat", "compressed_natural_gas",
        "multistage", "platform_lift", "school_bus"]] = SomeOf()
    us_twin: Text = Text("text")
    certified_to: SomeOf[Literal["us_fmvss", "canada_cmvss"]] = SomeOf()
    certified_by: OneOf[Literal["original_maker", "converter", "registered_importer"]] = OneOf()
    certified_class: OneOf[Literal["passenger_car", "multipurpose", "truck", "bus", "motorcycle",
        "low_speed_vehicle", "as_built"]] = OneOf()
    fmvss: Standards = Standards()
    safety_intact: YesNo = YesNo()
    manufacturer_letter: YesNo = YesNo()
    emissions_letter: YesNo = YesNo()
    epa_certified: YesNo = YesNo()
    street_features: OneOf[Literal["customary", "missing", "unsuitable"]] = OneOf()
    original_configuration: YesNo = YesNo()
    engine: OneOf[Literal["original", "equivalent", "certified_newer", "other", "absent"]] = OneOf()
    transmission_present: YesNo = YesNo()
    body_replaced: YesNo = YesNo()
    remanufactured: YesNo = YesNo()
    incomplete: YesNo = YesNo()
    altered: YesNo = YesNo()
    title: OneOf[Literal["clean", "salvage", "rebuilt", "reconstructed", "none"]] = OneOf()
    theft_marked: YesNo = YesNo()
    high_theft_line: YesNo = YesNo()
    eligibility_number: Text = Text("eligibility_number")
    eligibility_confirmed: YesNo = YesNo()
    production_count: Quantity = Quantity("count")
    historical_interest: YesNo = YesNo()
    odometer: Quantity = Quantity("distance")
    off_road: Part[OffRoad] = Part(OffRoad)
    connected: YesNo = YesNo()
    connectivity_software: Text = Text("country")
    connectivity_hardware: Text = Text("country")
    maker_control: Text = Text("country")
    exported: Date = Date("date")
    taken_abroad: YesNo = YesNo()
    improved_abroad: YesNo = YesNo()
    numbers_altered: YesNo = YesNo()
    embargoed: YesNo = YesNo()
    foreign_soil: YesNo = YesNo()
    used: YesNo = YesNo()
    soil_removed: YesNo = YesNo()
    metal_share: Quantity = Quantity("share")
    steel_value_share: Quantity = Quantity("share")
    fuel_economy: Quantity = Quantity("fuel_economy")
    us_content_share: Quantity = Quantity("share")
    us_steel_share: Quantity = Quantity("share")
    uk_steel_share: Quantity = Quantity("share")


class Importer(Section, path="importer"):
    """What is told of whoever brings the vehicle in."""

    kind: OneOf[Literal["individual", "business", "registered_importer", "original_manufacturer",
        "low_volume_manufacturer", "diplomat", "foreign_military", "returning_resident",
        "government_orders", "independent_commercial_importer"]] = OneOf()
    us_resident: YesNo = YesNo()
    assignment_orders: YesNo = YesNo()
    state_department_clearance: YesNo = YesNo()
    ri_contract: YesNo = YesNo()
    ri_pays_by_card: YesNo = YesNo()
    ici_contract: YesNo = YesNo()
    epa_certificate: YesNo = YesNo()
    owns_another_vehicle: YesNo = YesNo()
    exempted_sales: Quantity = Quantity("count")


class Costs(Section, path="entry.costs"):
    """What is paid for the import besides duty and fees, as told; never made up."""

    freight: Quantity = Quantity("money")
    insurance: Quantity = Quantity("money")
    inland: Quantity = Quantity("money")
    broker: Quantity = Quantity("money")
    port_fees: Quantity = Quantity("money")


class Entry(Section, path="entry"):
    """What is told of the entry into the United States; its value may be in another currency."""

    prepare = staticmethod(in_dollars)

    date: Date = Date("day")
    entered: Date = Date("day")
    arrived: Date = Date("day")
    loaded: Date = Date("day")
    type: OneOf[Literal["consumption", "informal", "tib", "warehouse", "foreign_trade_zone",
        "nonresident_personal", "export_transit", "goods_returned"]] = OneOf()
    purpose: OneOf[Literal["road_use", "off_road", "export", "visit", "research", "racing",
        "show_or_display", "repair", "further_manufacture", "parts"]] = OneOf()
    personal_use: YesNo = YesNo()
    for_resale: YesNo = YesNo()
    value: Quantity = Quantity("money")
    freight_included: YesNo = YesNo()
    costs: Part[Costs] = Part(Costs)
    exchange_rate: Quantity = Quantity("exchange_rate")
    quota_open: YesNo = YesNo()
    preference: OneOf[Literal["korus", "usmca"]] = OneOf()
    us_content_approved: YesNo = YesNo()
    transport: OneOf[Literal["ocean", "land", "air"]] = OneOf()
    container: YesNo = YesNo()
    nhtsa_permission: YesNo = YesNo()
    epa_permission: YesNo = YesNo()
    bond: YesNo = YesNo()
    cash_deposit: YesNo = YesNo()
    export_label: YesNo = YesNo()
    munitions_permit: YesNo = YesNo()
    antidumping_deposit: YesNo = YesNo()
    state: Text = Text("state")
    first_registered_in_state: Date = Date("date")
    road_speed_limit: Quantity = Quantity("speed")


SECTIONS: Mapping[str, type[Section]] = {"vehicle": Vehicle, "importer": Importer, "entry": Entry}
"""The sections of a case by name, in order."""
