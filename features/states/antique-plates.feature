@keiimport @states
Feature: Antique and collector plates
  Each state names an age, counted in calendar years, or a last model year. The plate limits the use, is never the answer
  of a state by itself, and does not make a state accept a vehicle that it refuses.

  @F6.ND @F6.NV @F6.MD @F6.WA @F8.7
  Rule: The age is counted from the year it was built

    Scenario Outline: the last year that is old enough, and the first that is not
      Given the vehicle:
        | make         | Suzuki  |
        | manufactured | <built> |
      And importer.owns_another_vehicle is true
      And it enters on 2026-11-21
      Then conclusion state.<row> is true

      Examples:
        | row                 | built   |
        | al.antique          | 1996-12 |
        | ak.antique          | 1996-12 |
        | az.antique          | 2001-12 |
        | ar.antique          | 1980-12 |
        | ca.antique          | 2001-12 |
        | co.collector        | 1994-12 |
        | ct.antique          | 2006-12 |
        | de.antique          | 2000-12 |
        | dc.historic         | 2001-12 |
        | dc.historic_events  | 2001-12 |
        | fl.antique          | 1996-12 |
        | ga.antique          | 2000-12 |
        | hi.antique          | 1991-12 |
        | id.classic          | 1996-12 |
        | il.antique          | 2000-12 |
        | in.antique          | 2001-12 |
        | ia.antique          | 2001-12 |
        | ks.antique          | 1990-12 |
        | ky.antique          | 2001-12 |
        | la.antique          | 1991-12 |
        | md.historic         | 1999-12 |
        | ma.antique          | 2000-12 |
        | mi.antique          | 2000-12 |
        | mn.antique          | 2006-12 |
        | ms.antique          | 2001-12 |
        | mo.antique          | 2000-12 |
        | mt.antique          | 1996-12 |
        | ne.antique          | 1996-12 |
        | nv.classic          | 2001-12 |
        | nv.old_timer        | 1985-12 |
        | nh.antique          | 2000-12 |
        | nj.historic         | 2001-12 |
        | nm.antique          | 1991-12 |
        | ny.antique          | 2000-12 |
        | nc.antique          | 1996-12 |
        | nd.antique          | 1986-12 |
        | oh.antique          | 2000-12 |
        | ok.ancient          | 1996-12 |
        | or.special_interest | 2001-12 |
        | pa.antique          | 2000-12 |
        | pa.classic          | 2011-12 |
        | ri.antique          | 2000-12 |
        | sc.antique          | 2000-12 |
        | sd.antique          | 1995-12 |
        | tn.antique          | 2000-12 |
        | tx.antique          | 2001-12 |
        | ut.classic_2026     | 1982-12 |
        | vt.antique          | 2001-12 |
        | va.antique          | 2001-12 |
        | wa.collector        | 1996-12 |
        | wv.antique          | 2000-12 |
        | wi.special_interest | 2006-12 |
        | wy.antique          | 2001-12 |

    Scenario Outline: one year too young
      Given the vehicle:
        | make         | Suzuki  |
        | manufactured | <built> |
      And importer.owns_another_vehicle is true
      And it enters on 2026-11-21
      Then conclusion state.<row> is false

      Examples:
        | row                 | built   |
        | al.antique          | 1997-01 |
        | ak.antique          | 1997-01 |
        | az.antique          | 2002-01 |
        | ar.antique          | 1981-01 |
        | ca.antique          | 2002-01 |
        | co.collector        | 1995-01 |
        | ct.antique          | 2007-01 |
        | de.antique          | 2001-01 |
        | dc.historic         | 2002-01 |
        | dc.historic_events  | 2002-01 |
        | fl.antique          | 1997-01 |
        | ga.antique          | 2001-01 |
        | hi.antique          | 1992-01 |
        | id.classic          | 1997-01 |
        | il.antique          | 2001-01 |
        | in.antique          | 2002-01 |
        | ia.antique          | 2002-01 |
        | ks.antique          | 1991-01 |
        | ky.antique          | 2002-01 |
        | la.antique          | 1992-01 |
        | md.historic         | 2000-01 |
        | ma.antique          | 2001-01 |
        | mi.antique          | 2001-01 |
        | mn.antique          | 2007-01 |
        | ms.antique          | 2002-01 |
        | mo.antique          | 2001-01 |
        | mt.antique          | 1997-01 |
        | ne.antique          | 1997-01 |
        | nv.classic          | 2002-01 |
        | nv.old_timer        | 1986-01 |
        | nh.antique          | 2001-01 |
        | nj.historic         | 2002-01 |
        | nm.antique          | 1992-01 |
        | ny.antique          | 2001-01 |
        | nc.antique          | 1997-01 |
        | nd.antique          | 1987-01 |
        | oh.antique          | 2001-01 |
        | ok.ancient          | 1997-01 |
        | or.special_interest | 2002-01 |
        | pa.antique          | 2001-01 |
        | pa.classic          | 2012-01 |
        | ri.antique          | 2001-01 |
        | sc.antique          | 2001-01 |
        | sd.antique          | 1996-01 |
        | tn.antique          | 2001-01 |
        | tx.antique          | 2002-01 |
        | ut.classic_2026     | 1983-01 |
        | vt.antique          | 2002-01 |
        | va.antique          | 2002-01 |
        | wa.collector        | 1997-01 |
        | wv.antique          | 2001-01 |
        | wi.special_interest | 2007-01 |
        | wy.antique          | 2002-01 |

  @states.ut.vintage @states.ut.classic_2026
  @F6.UT
  Rule: Utah's vintage plate became a classic one on 2026-10-01

    Scenario Outline: by the day of the law
      Given the vehicle:
        | make         | Suzuki  |
        | manufactured | <built> |
      And it enters on 2026-11-21
      And the law of <day>
      Then conclusion state.ut.vintage is <vintage>
      And conclusion state.ut.classic_2026 is <classic>

      Examples:
        | built   | day        | vintage | classic |
        | 1996-12 | 2026-09-30 | true    | false   |
        | 1997-01 | 2026-09-30 | false   | false   |
        | 1982-05 | 2026-09-30 | true    | false   |
        | 1982-05 | 2026-10-01 | false   | true    |

  Rule: A plate stands beside the answer of the state and never takes its place

    Scenario: a kei truck of 1985 in Georgia
      Given the vehicle:
        | make         | Suzuki  |
        | model        | Carry   |
        | manufactured | 1985-05 |
      And it enters on 2026-11-21
      And it goes to Georgia
      Then the state is banned
      And the state says "antique"
      And the state says "could not confirm"

    Scenario Outline: what the law of <code> lets the plate be used for
      Given the vehicle:
        | make         | Suzuki  |
        | model        | Carry   |
        | manufactured | 1985-05 |
      And it enters on 2026-11-21
      And entry.state is <code>
      Then the state says "<words>"

      Examples:
        | code | words                                |
        | CA   | historical exhibition                |
        | CO   | at most 4,500 miles a year           |
        | ID   | no business or usual transportation  |
        | IL   | from March through November          |
        | KY   | other special uses                   |
        | MI   | from the Memorial Day weekend        |
        | MO   | exhibitions and education            |
        | MT   | exhibitions, shows and the like      |
        | NC   | only occasionally other purposes     |
        | NE   | not regularly to work                |
        | NH   | not for daily use                    |
        | OR   | not primarily to carry persons       |
        | SD   | at most 4,000 miles a year           |
        | TX   | no regular transportation            |
        | WA   | occasional pleasure driving          |
        | WY   | lived in the state for at least      |

    Scenario Outline: a plate whose text in <code> does not limit the use
      Given the vehicle:
        | make         | Suzuki  |
        | model        | Carry   |
        | manufactured | 1985-05 |
      And it enters on 2026-11-21
      And entry.state is <code>
      Then the state says "<words>"

      Examples:
        | code | words                            |
        | AZ   | a plate instead of the ordinary  |
        | FL   | a plate for private vehicles     |
        | GA   | serve as general transportation  |
        | IA   | antique at the ordinary fee      |
        | MS   | a plate instead of the ordinary  |
