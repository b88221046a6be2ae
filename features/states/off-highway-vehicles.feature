@keiimport @states
Feature: Utility and all-terrain vehicles, snowmobiles, dirt bikes and carts in the states
  What was built for the ground off the roads gets no plate for cars. Whether it may still be driven on some roads is
  for each state to say: with a plate of its own, where a county or city opened its roads, or not at all.

  Background:
    Given it enters on 2026-12-02

  @states.al.off_highway @states.ak.off_highway @states.az.off_highway @states.ca.off_highway
  @states.co.off_highway @states.ct.off_highway @states.de.off_highway @states.dc.off_highway
  @states.hi.off_highway @states.id.off_highway @states.il.off_highway @states.in.off_highway
  @states.ia.off_highway @states.ks.off_highway @states.ky.off_highway @states.me.off_highway
  @states.md.off_highway @states.ma.off_highway @states.mi.off_highway @states.mn.off_highway
  @states.ms.off_highway @states.mo.off_highway @states.mt.off_highway @states.ne.off_highway
  @states.nv.off_highway @states.nh.off_highway @states.nm.off_highway @states.nd.off_highway
  @states.oh.off_highway @states.or.off_highway @states.pa.off_highway @states.ri.off_highway
  @states.sc.off_highway @states.sd.off_highway @states.tn.off_highway @states.tx.off_highway
  @states.ut.off_highway @states.vt.off_highway @states.wa.off_highway @states.wv.off_highway
  @states.wi.off_highway @states.wy.off_highway
  @states.applies.off_highway_vehicle
  Rule: Many states have one law for utility and all-terrain vehicles

    Scenario Outline: a utility vehicle in <code>
      Given the vehicle:
        | make           | Kawasaki        |
        | body           | utility_vehicle |
        | steering       | wheel           |
        | made_for_roads | false           |
        | manufactured   | 2015-05         |
      And entry.state is <code>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | code | state      | words                                                                                   |
        | AL   | banned     | the state registers it for private land or for public riding areas off the roads        |
        | AK   | restricted | roads posted up to 45 mph where the city or borough does not forbid it                  |
        | AZ   | allowed    | once it has the equipment of streets it is titled                                       |
        | CA   | banned     | it is identified for use off the highways only                                          |
        | CO   | restricted | city streets and county roads that have been opened to it                               |
        | CT   | banned     | public highways are closed to it                                                        |
        | DE   | banned     | streets and highways are closed to it                                                   |
        | DC   | banned     | the District neither registers all-terrain vehicles nor lets them on public space       |
        | HI   | restricted | two-lane streets posted up to 35 mph                                                    |
        | ID   | restricted | city and county roads that have not been closed to it                                   |
        | IL   | restricted | streets posted up to 35 mph that the city                                               |
        | IN   | restricted | county roads and city streets that an ordinance has opened to it                        |
        | IA   | restricted | unpaved county roads                                                                    |
        | KS   | restricted | county and township roads                                                               |
        | KY   | restricted | roads of a city or county that opted in                                                 |
        | ME   | restricted | roads that are posted as routes for all-terrain vehicles                                |
        | MD   | restricted | stretches of road that Allegany or Garrett County has marked for it                     |
        | MA   | banned     | public ways are closed to recreation and utility vehicles                               |
        | MI   | restricted | county roads and streets that a county                                                  |
        | MN   | restricted | town and county roads and city streets where the city                                   |
        | MS   | banned     | nothing opens public roads to off-road vehicles                                         |
        | MO   | restricted | city streets and county roads with the permit or by the ordinance of the city or county |
        | MT   | restricted | roads for which the city                                                                |
        | NE   | restricted | streets of a city or village that opened them                                           |
        | NV   | restricted | unpaved county roads                                                                    |
        | NH   | restricted | town roads of classes IV to VI that the town opened                                     |
        | NM   | restricted | unpaved roads                                                                           |
        | ND   | restricted | gravel and dirt roads                                                                   |
        | OH   | restricted | roads that the county                                                                   |
        | OR   | restricted | gravel roads and highway access routes that their authority has opened to it            |
        | PA   | restricted | roads that have been designated and posted as ATV roads                                 |
        | RI   | banned     | highways are closed to it                                                               |
        | SC   | banned     | off-road vehicles get no permit for roads                                               |
        | SD   | restricted | any public highway but interstates                                                      |
        | TN   | restricted | county roads                                                                            |
        | TX   | restricted | streets posted up to 35 mph that a city                                                 |
        | UT   | restricted | any street or highway but interstates and limited access                                |
        | VT   | restricted | highways that the town or the state has opened and posted for ATVs                      |
        | WA   | restricted | roads posted up to 35 mph                                                               |
        | WV   | restricted | roads without controlled access                                                         |
        | WI   | restricted | routes that a county                                                                    |
        | WY   | restricted | any road but interstates                                                                |

    Scenario Outline: an all-terrain vehicle in <code>
      Given the vehicle:
        | make         | Honda           |
        | body         | utility_vehicle |
        | steering     | handlebar       |
        | manufactured | 1999-05         |
      And entry.state is <code>
      Then the state is <state>

      Examples:
        | code | state      |
        | CA   | banned     |
        | CO   | restricted |
        | DC   | banned     |
        | ID   | restricted |
        | MI   | restricted |
        | PA   | restricted |
        | TX   | restricted |
        | WY   | restricted |

  @states.ar.side_by_side @states.ar.all_terrain @states.fl.side_by_side @states.fl.all_terrain
  @states.ga.side_by_side @states.ga.side_by_side_old @states.ga.all_terrain @states.la.side_by_side
  @states.la.all_terrain @states.nj.all_terrain @states.nj.side_by_side @states.ny.all_terrain
  @states.ny.side_by_side @states.nc.side_by_side @states.nc.all_terrain @states.ok.side_by_side
  @states.ok.all_terrain @states.va.side_by_side @states.va.all_terrain
  @states.applies.side_by_side @states.applies.all_terrain_vehicle
  Rule: Others let in one with a steering wheel, or one with a handlebar

    Scenario Outline: with a <steering> in <code>, built in <built>
      Given the vehicle:
        | make           | Honda           |
        | body           | utility_vehicle |
        | steering       | <steering>      |
        | made_for_roads | false           |
        | kei            | false           |
        | manufactured   | <built>         |
      And entry.state is <code>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | code | steering  | built   | state      | words                                                                      |
        | AR   | wheel     | 2015-05 | restricted | streets and highways that the city or county has opened to it by ordinance |
        | AR   | handlebar | 2015-05 | restricted | roads between fields                                                       |
        | FL   | wheel     | 2015-05 | banned     | the exception for unpaved roads is for narrow all-terrain vehicles         |
        | FL   | handlebar | 2015-05 | restricted | unpaved roads posted below 35 mph                                          |
        | GA   | wheel     | 2015-05 | restricted | county roads                                                               |
        | GA   | wheel     | 1999-05 | banned     | only utility vehicles built after January 1st                              |
        | GA   | handlebar | 2015-05 | banned     | what has handlebars and a straddle seat is not registered for roads        |
        | LA   | wheel     | 2015-05 | restricted | parish roads and city streets that have been marked open to it             |
        | LA   | handlebar | 2015-05 | restricted | shoulders of roads other than interstates                                  |
        | NJ   | handlebar | 2015-05 | banned     | public streets and highways are closed to it                               |
        | NJ   | wheel     | 2015-05 | banned     | public streets are closed to all-terrain vehicles                          |
        | NY   | handlebar | 2015-05 | restricted | highways that have been designated and posted for ATVs                     |
        | NY   | wheel     | 2015-05 | banned     | utility vehicles are too heavy to be registered as ATVs                    |
        | NC   | wheel     | 2015-05 | restricted | two-lane roads posted up to 55 mph                                         |
        | NC   | handlebar | 2015-05 | banned     | only officials and a few others may take all-terrain vehicles on roads     |
        | OK   | wheel     | 2015-05 | restricted | city and county roads that opened to it                                    |
        | OK   | handlebar | 2015-05 | restricted | streets of a city that opened them by ordinance                            |
        | VA   | wheel     | 2015-05 | restricted | highways that the county                                                   |
        | VA   | handlebar | 2015-05 | banned     | public highways are closed to it but to cross                              |

  Rule: The law of the day decides

    Scenario Outline: a utility vehicle in <code> by the law of <day>
      Given the vehicle:
        | make           | Kawasaki        |
        | body           | utility_vehicle |
        | steering       | wheel           |
        | made_for_roads | false           |
        | manufactured   | 2015-05         |
      And entry.state is <code>
      And the law of <day>
      Then the state is <state>

      Examples:
        | code | day        | state      |
        | GA   | 2023-11-30 | unclear    |
        | GA   | 2023-12-01 | restricted |
        | KY   | 2025-06-26 | unclear    |
        | KY   | 2025-06-27 | restricted |
        | NC   | 2021-09-30 | unclear    |
        | NC   | 2021-10-01 | restricted |
        | TX   | 2019-06-13 | unclear    |
        | TX   | 2019-06-14 | restricted |

  Rule: A road that was told is held against what may be used

    Scenario Outline: a road posted at <speed> in <code>
      Given the vehicle:
        | make           | Kawasaki        |
        | body           | utility_vehicle |
        | steering       | wheel           |
        | made_for_roads | false           |
        | manufactured   | 2015-05         |
      And entry.state is <code>
      And entry.road_speed_limit is <speed>
      Then the state is restricted
      And the state says "<words>"

      Examples:
        | code | speed  | words                                  |
        | TX   | 45 mph | a road posted at 45 mph is not allowed |
        | NC   | 60 mph | a road posted at 60 mph is not allowed |

  Rule: A kei truck is no utility vehicle, and one made for roads gets a plate

    Scenario Outline: <body>, kei: <kei>, made for roads: <made>
      Given the vehicle:
        | make           | Honda   |
        | body           | <body>  |
        | steering       | wheel   |
        | kei            | <kei>   |
        | made_for_roads | <made>  |
        | designed_for   | cargo   |
        | manufactured   | 1999-05 |
      And entry.state is TX
      Then the state is <state>

      Examples:
        | body            | kei   | made  | state      |
        | pickup          | true  | true  | allowed    |
        | utility_vehicle | true  | true  | allowed    |
        | utility_vehicle | false | true  | allowed    |
        | utility_vehicle | false | false | restricted |

  @states.any.snowmobile @states.any.off_road_motorcycle @states.any.farm_or_site_machine @states.any.go_kart
  @states.applies.snowmobile @states.applies.off_road_motorcycle @states.applies.farm_or_site_machine
  @states.applies.go_kart
  Rule: Other machines are treated much alike everywhere

    Scenario Outline: <body> in <code>
      Given the vehicle:
        | make            | <make>     |
        | body            | <body>     |
        | street_features | <features> |
        | manufactured    | 1998-05    |
      And entry.state is <code>
      Then the state is <state>
      And the state says "<words>"

      Examples:
        | body       | make   | features | code | state      | words                  |
        | snowmobile | Yamaha |          | ME   | banned     | may only cross         |
        | motorcycle | Honda  | missing  | NY   | banned     | use off the roads      |
        | tractor    | Kubota |          | OH   | restricted | from one field or site |
        | forklift   | Toyota |          | OH   | restricted | from one field or site |
        | go_kart    |        |          | CA   | banned     | made for tracks        |

  @states.any.golf_cart @states.al.golf_cart @states.ak.golf_cart @states.de.golf_cart @states.hi.golf_cart
  @states.md.golf_cart @states.mo.golf_cart @states.ri.golf_cart @states.applies.golf_cart @states.ky.golf_cart
  @states.co.golf_cart @states.ia.golf_cart @states.wy.golf_cart
  Rule: Cities open streets to golf carts, but some states let none onto their roads

    Scenario Outline: a golf cart in <code>
      Given the vehicle:
        | make         | Yamaha    |
        | body         | golf_cart |
        | manufactured | 2010-05   |
        | top_speed    | <speed>   |
      And entry.state is <code>
      Then the state is <state>

      Examples:
        | code | speed  | state      |
        | FL   | 12 mph | restricted |
        | FL   |        | restricted |
        | AL   | 12 mph | banned     |
        | AK   | 12 mph | banned     |
        | DE   | 12 mph | banned     |
        | HI   | 12 mph | banned     |
        | MD   | 12 mph | restricted |
        | MO   | 12 mph | restricted |
        | RI   | 12 mph | banned     |

    Scenario Outline: the law of <code> says which roads
      Given the vehicle:
        | make         | Yamaha    |
        | body         | golf_cart |
        | manufactured | 2010-05   |
        | top_speed    | 12 mph    |
      And entry.state is <code>
      Then the state is restricted
      And the state says "<words>"

      Examples:
        | code | words                               |
        | CO   | no state highways but to cross them |
        | MD   | from dawn to dusk                   |
        | MO   | a city may open its streets         |
        | IA   | from sunrise to sunset              |
        | KY   | roads posted up to 35 mph           |
        | WY   | any road but interstates            |
