@keiimport
Feature: Vehicles that NHTSA was asked to make eligible
  Only a registered importer or a maker may ask, and what came of it may not have been found. Whoever
  has such a vehicle is told where to look; no door opens on a question.

  @nhtsa.eligibility_petitions @cite:49_CFR_593.7
  Rule: A petition names a make, a model and model years

    Scenario Outline: what was asked for: <make> <model> of <year>
      Given the vehicle:
        | make         | <make>  |
        | model        | <model> |
        | model_year   | <year>  |
        | manufactured | <built> |
      And it enters on <day>
      Then conclusion eligibility.petitioned is <petitioned>

      Examples:
        | make                      | model                 | year | built      | day        | petitioned |
        | Ahlm                      | SBT 16-25             | 2012 |            | 2013-11-01 | true       |
        | Ahlm                      | SBT 16-25             | 2012 |            | 2013-10-31 | false      |
        | Ahlm                      | SBT 16-25             | 2011 |            | 2026-05-01 | false      |
        | Ahlm                      | SBT 16-25             | 2013 |            | 2026-05-01 | false      |
        | Ahlm                      | Nowhere               | 2012 |            | 2026-05-01 | false      |
        | Tatra                     | SBT 16-25             | 2012 |            | 2026-05-01 | false      |
        | Aston Martin              | V8 Vantage            | 2008 |            | 2016-05-04 | true       |
        | Aston Martin              | V8 Vantage            | 2008 |            | 2016-05-03 | false      |
        | Aston Martin              | V8 Vantage            | 2007 |            | 2026-05-01 | false      |
        | Aston Martin              | V8 Vantage            | 2009 |            | 2026-05-01 | false      |
        | Aston Martin              | Nowhere               | 2008 |            | 2026-05-01 | false      |
        | Tatra                     | V8 Vantage            | 2008 |            | 2026-05-01 | false      |
        | Bentley                   | Continental           | 2015 |            | 2018-11-30 | true       |
        | Bentley                   | Continental           | 2015 |            | 2018-11-29 | false      |
        | Bentley                   | Continental           | 2014 |            | 2026-05-01 | false      |
        | Bentley                   | Continental           | 2016 |            | 2026-05-01 | false      |
        | Bentley                   | Nowhere               | 2015 |            | 2026-05-01 | false      |
        | Tatra                     | Continental           | 2015 |            | 2026-05-01 | false      |
        | BMW                       | 3 Series              | 2003 |            | 2006-10-19 | true       |
        | BMW                       | 3 Series              | 2003 |            | 2006-10-18 | false      |
        | BMW                       | 3 Series              | 2004 |            | 2026-05-01 | true       |
        | BMW                       | 3 Series              | 2002 |            | 2026-05-01 | false      |
        | BMW                       | 3 Series              | 2005 |            | 2026-05-01 | false      |
        | BMW                       | Nowhere               | 2003 |            | 2026-05-01 | false      |
        | Tatra                     | 3 Series              | 2003 |            | 2026-05-01 | false      |
        | BMW                       | 5 Series              | 2000 |            | 2003-11-10 | true       |
        | BMW                       | 5 Series              | 2000 |            | 2003-11-09 | false      |
        | BMW                       | 5 Series              | 2002 |            | 2026-05-01 | true       |
        | BMW                       | 5 Series              | 1999 |            | 2026-05-01 | false      |
        | BMW                       | 5 Series              | 2003 |            | 2026-05-01 | false      |
        | BMW                       | Nowhere               | 2000 |            | 2026-05-01 | false      |
        | Tatra                     | 5 Series              | 2000 |            | 2026-05-01 | false      |
        | BMW                       | X3                    | 2014 |            | 2018-07-13 | true       |
        | BMW                       | X3                    | 2014 |            | 2018-07-12 | false      |
        | BMW                       | X3                    | 2013 |            | 2026-05-01 | false      |
        | BMW                       | X3                    | 2015 |            | 2026-05-01 | false      |
        | BMW                       | Nowhere               | 2014 |            | 2026-05-01 | false      |
        | Tatra                     | X3                    | 2014 |            | 2026-05-01 | false      |
        | BMW                       | Z3                    | 2002 |            | 2014-09-23 | true       |
        | BMW                       | Z3                    | 2002 |            | 2014-09-22 | false      |
        | BMW                       | Z3                    | 2001 |            | 2026-05-01 | false      |
        | BMW                       | Z3                    | 2003 |            | 2026-05-01 | false      |
        | BMW                       | Nowhere               | 2002 |            | 2026-05-01 | false      |
        | Tatra                     | Z3                    | 2002 |            | 2026-05-01 | false      |
        | Chevrolet                 | Corvette              | 2005 |            | 2018-11-30 | true       |
        | Chevrolet                 | Corvette              | 2005 |            | 2018-11-29 | false      |
        | Chevrolet                 | Corvette              | 2004 |            | 2026-05-01 | false      |
        | Chevrolet                 | Corvette              | 2006 |            | 2026-05-01 | false      |
        | Chevrolet                 | Nowhere               | 2005 |            | 2026-05-01 | false      |
        | Tatra                     | Corvette              | 2005 |            | 2026-05-01 | false      |
        | Chevrolet                 | Tahoe                 | 2001 |            | 2007-11-09 | true       |
        | Chevrolet                 | Tahoe                 | 2001 |            | 2007-11-08 | false      |
        | Chevrolet                 | Tahoe                 | 2000 |            | 2026-05-01 | false      |
        | Chevrolet                 | Tahoe                 | 2002 |            | 2026-05-01 | false      |
        | Chevrolet                 | Nowhere               | 2001 |            | 2026-05-01 | false      |
        | Tatra                     | Tahoe                 | 2001 |            | 2026-05-01 | false      |
        | Ducati                    | ST4s                  | 1999 |            | 2005-10-31 | true       |
        | Ducati                    | ST4s                  | 1999 |            | 2005-10-30 | false      |
        | Ducati                    | ST4s                  | 2005 |            | 2026-05-01 | true       |
        | Ducati                    | ST4s                  | 1998 |            | 2026-05-01 | false      |
        | Ducati                    | ST4s                  | 2006 |            | 2026-05-01 | false      |
        | Ducati                    | Nowhere               | 1999 |            | 2026-05-01 | false      |
        | Tatra                     | ST4s                  | 1999 |            | 2026-05-01 | false      |
        | EMU                       | 4x4 Extreme Adventure | 2014 |            | 2017-04-07 | true       |
        | EMU                       | 4x4 Extreme Adventure | 2014 |            | 2017-04-06 | false      |
        | EMU                       | 4x4 Extreme Adventure | 2013 |            | 2026-05-01 | false      |
        | EMU                       | 4x4 Extreme Adventure | 2015 |            | 2026-05-01 | false      |
        | EMU                       | Nowhere               | 2014 |            | 2026-05-01 | false      |
        | Tatra                     | 4x4 Extreme Adventure | 2014 |            | 2026-05-01 | false      |
        | Ferrari                   | 360                   | 2004 |            | 2004-08-17 | true       |
        | Ferrari                   | 360                   | 2004 |            | 2004-08-16 | false      |
        | Ferrari                   | 360                   | 2003 |            | 2026-05-01 | false      |
        | Ferrari                   | 360                   | 2005 |            | 2026-05-01 | false      |
        | Ferrari                   | 360 Modena            | 2004 |            | 2026-05-01 | true       |
        | Ferrari                   | 360 Spider            | 2004 |            | 2026-05-01 | true       |
        | Ferrari                   | Nowhere               | 2004 |            | 2026-05-01 | false      |
        | Tatra                     | 360                   | 2004 |            | 2026-05-01 | false      |
        | Ferrari                   | 458 Speciale Aperta   | 2015 |            | 2018-11-30 | true       |
        | Ferrari                   | 458 Speciale Aperta   | 2015 |            | 2018-11-29 | false      |
        | Ferrari                   | 458 Speciale Aperta   | 2014 |            | 2026-05-01 | false      |
        | Ferrari                   | 458 Speciale Aperta   | 2016 |            | 2026-05-01 | false      |
        | Ferrari                   | Nowhere               | 2015 |            | 2026-05-01 | false      |
        | Tatra                     | 458 Speciale Aperta   | 2015 |            | 2026-05-01 | false      |
        | Ferrari                   | 575                   | 2002 |            | 2003-10-28 | true       |
        | Ferrari                   | 575                   | 2002 |            | 2003-10-27 | false      |
        | Ferrari                   | 575                   | 2003 |            | 2026-05-01 | true       |
        | Ferrari                   | 575                   | 2001 |            | 2026-05-01 | false      |
        | Ferrari                   | 575                   | 2004 |            | 2026-05-01 | false      |
        | Ferrari                   | 575M                  | 2002 |            | 2026-05-01 | true       |
        | Ferrari                   | Nowhere               | 2002 |            | 2026-05-01 | false      |
        | Tatra                     | 575                   | 2002 |            | 2026-05-01 | false      |
        | Ferrari                   | LaFerrari             | 2015 |            | 2025-07-21 | true       |
        | Ferrari                   | LaFerrari             | 2015 |            | 2025-07-20 | false      |
        | Ferrari                   | LaFerrari             | 2014 |            | 2026-05-01 | false      |
        | Ferrari                   | LaFerrari             | 2016 |            | 2026-05-01 | false      |
        | Ferrari                   | La Ferrari            | 2015 |            | 2026-05-01 | true       |
        | Tatra                     | LaFerrari             | 2015 |            | 2026-05-01 | false      |
        | Ford                      | Fusion                | 2015 |            | 2020-01-31 | true       |
        | Ford                      | Fusion                | 2015 |            | 2020-01-30 | false      |
        | Ford                      | Fusion                | 2014 |            | 2026-05-01 | false      |
        | Ford                      | Fusion                | 2016 |            | 2026-05-01 | false      |
        | Ford                      | Fusion SE             | 2015 |            | 2026-05-01 | true       |
        | Ford                      | Nowhere               | 2015 |            | 2026-05-01 | false      |
        | Tatra                     | Fusion                | 2015 |            | 2026-05-01 | false      |
        | GMC                       | Sierra                | 2020 |            | 2021-04-21 | true       |
        | GMC                       | Sierra                | 2020 |            | 2021-04-20 | false      |
        | GMC                       | Sierra                | 2021 |            | 2026-05-01 | true       |
        | GMC                       | Sierra                | 2019 |            | 2026-05-01 | false      |
        | GMC                       | Sierra                | 2022 |            | 2026-05-01 | false      |
        | GMC                       | Sierra 1500           | 2020 |            | 2026-05-01 | true       |
        | GMC                       | Nowhere               | 2020 |            | 2026-05-01 | false      |
        | Tatra                     | Sierra                | 2020 |            | 2026-05-01 | false      |
        | GMC                       | Sierra 2500HD         | 2020 |            | 2021-04-21 | true       |
        | GMC                       | Sierra 2500HD         | 2020 |            | 2021-04-20 | false      |
        | GMC                       | Sierra 2500HD         | 2021 |            | 2026-05-01 | true       |
        | GMC                       | Sierra 2500HD         | 2019 |            | 2026-05-01 | false      |
        | GMC                       | Sierra 2500HD         | 2022 |            | 2026-05-01 | false      |
        | Tatra                     | Sierra 2500HD         | 2020 |            | 2026-05-01 | false      |
        | GMC                       | Sierra 3500HD         | 2020 |            | 2021-04-21 | true       |
        | GMC                       | Sierra 3500HD         | 2020 |            | 2021-04-20 | false      |
        | GMC                       | Sierra 3500HD         | 2021 |            | 2026-05-01 | true       |
        | GMC                       | Sierra 3500HD         | 2019 |            | 2026-05-01 | false      |
        | GMC                       | Sierra 3500HD         | 2022 |            | 2026-05-01 | false      |
        | Tatra                     | Sierra 3500HD         | 2020 |            | 2026-05-01 | false      |
        | Harley-Davidson           | FX                    | 2003 |            | 2002-08-26 | true       |
        | Harley-Davidson           | FX                    | 2003 |            | 2002-08-25 | false      |
        | Harley-Davidson           | FX                    | 2002 |            | 2026-05-01 | false      |
        | Harley-Davidson           | FX                    | 2004 |            | 2026-05-01 | true       |
        | Harley-Davidson           | FL                    | 2003 |            | 2026-05-01 | true       |
        | Harley-Davidson           | XL                    | 2003 |            | 2026-05-01 | true       |
        | Harley-Davidson           | Nowhere               | 2003 |            | 2026-05-01 | false      |
        | Tatra                     | FX                    | 2003 |            | 2026-05-01 | false      |
        | Harley-Davidson           | FX                    | 2004 |            | 2003-11-30 | true       |
        | Harley-Davidson           | FX                    | 2004 |            | 2003-11-29 | false      |
        | Harley-Davidson           | FX                    | 2003 |            | 2026-05-01 | true       |
        | Harley-Davidson           | FX                    | 2005 |            | 2026-05-01 | true       |
        | Harley-Davidson           | FL                    | 2004 |            | 2026-05-01 | true       |
        | Harley-Davidson           | XL                    | 2004 |            | 2026-05-01 | true       |
        | Harley-Davidson           | VRSCA                 | 2004 |            | 2026-05-01 | true       |
        | Harley-Davidson           | Nowhere               | 2004 |            | 2026-05-01 | false      |
        | Tatra                     | FX                    | 2004 |            | 2026-05-01 | false      |
        | Harley-Davidson           | FX                    | 2005 |            | 2005-08-05 | true       |
        | Harley-Davidson           | FX                    | 2005 |            | 2005-08-04 | false      |
        | Harley-Davidson           | FX                    | 2006 |            | 2026-05-01 | false      |
        | Harley-Davidson           | FL                    | 2005 |            | 2026-05-01 | true       |
        | Harley-Davidson           | XL                    | 2005 |            | 2026-05-01 | true       |
        | Harley-Davidson           | Nowhere               | 2005 |            | 2026-05-01 | false      |
        | Tatra                     | FX                    | 2005 |            | 2026-05-01 | false      |
        | Harley-Davidson           | FX                    | 2011 |            | 2014-05-09 | true       |
        | Harley-Davidson           | FX                    | 2011 |            | 2014-05-08 | false      |
        | Harley-Davidson           | FX                    | 2014 |            | 2026-05-01 | true       |
        | Harley-Davidson           | FX                    | 2010 |            | 2026-05-01 | false      |
        | Harley-Davidson           | FX                    | 2015 |            | 2026-05-01 | false      |
        | Harley-Davidson           | FL                    | 2011 |            | 2026-05-01 | true       |
        | Harley-Davidson           | XL                    | 2011 |            | 2026-05-01 | true       |
        | Harley-Davidson           | VR                    | 2011 |            | 2026-05-01 | true       |
        | Harley-Davidson           | Nowhere               | 2011 |            | 2026-05-01 | false      |
        | Tatra                     | FX                    | 2011 |            | 2026-05-01 | false      |
        | Heku                      | 750 kg boat trailer   | 2005 |            | 2005-12-29 | true       |
        | Heku                      | 750 kg boat trailer   | 2005 |            | 2005-12-28 | false      |
        | Heku                      | 750 kg boat trailer   | 2004 |            | 2026-05-01 | false      |
        | Heku                      | 750 kg boat trailer   | 2006 |            | 2026-05-01 | false      |
        | Heku                      | Nowhere               | 2005 |            | 2026-05-01 | false      |
        | Tatra                     | 750 kg boat trailer   | 2005 |            | 2026-05-01 | false      |
        | Honda                     | NT700V                | 2006 |            | 2014-01-14 | true       |
        | Honda                     | NT700V                | 2006 |            | 2014-01-13 | false      |
        | Honda                     | NT700V                | 2013 |            | 2026-05-01 | true       |
        | Honda                     | NT700V                | 2005 |            | 2026-05-01 | false      |
        | Honda                     | NT700V                | 2014 |            | 2026-05-01 | false      |
        | Honda                     | NT700V Deauville      | 2006 |            | 2026-05-01 | true       |
        | Honda                     | Deauville             | 2006 |            | 2026-05-01 | true       |
        | Honda                     | Nowhere               | 2006 |            | 2026-05-01 | false      |
        | Tatra                     | NT700V                | 2006 |            | 2026-05-01 | false      |
        | Hyundai                   | XG350                 | 2004 |            | 2007-06-28 | true       |
        | Hyundai                   | XG350                 | 2004 |            | 2007-06-27 | false      |
        | Hyundai                   | XG350                 | 2003 |            | 2026-05-01 | false      |
        | Hyundai                   | XG350                 | 2005 |            | 2026-05-01 | false      |
        | Hyundai                   | Nowhere               | 2004 |            | 2026-05-01 | false      |
        | Tatra                     | XG350                 | 2004 |            | 2026-05-01 | false      |
        | Ifor Williams             | LM85G                 | 2005 |            | 2012-03-26 | true       |
        | Ifor Williams             | LM85G                 | 2005 |            | 2012-03-25 | false      |
        | Ifor Williams             | LM85G                 | 2004 |            | 2026-05-01 | false      |
        | Ifor Williams             | LM85G                 | 2006 |            | 2026-05-01 | false      |
        | Ifor Williams             | Nowhere               | 2005 |            | 2026-05-01 | false      |
        | Tatra                     | LM85G                 | 2005 |            | 2026-05-01 | false      |
        | Jeep                      | Cherokee              | 1997 |            | 2008-09-17 | true       |
        | Jeep                      | Cherokee              | 1997 |            | 2008-09-16 | false      |
        | Jeep                      | Cherokee              | 2001 |            | 2026-05-01 | true       |
        | Jeep                      | Cherokee              | 1996 |            | 2026-05-01 | false      |
        | Jeep                      | Cherokee              | 2002 |            | 2026-05-01 | false      |
        | Jeep                      | Nowhere               | 1997 |            | 2026-05-01 | false      |
        | Tatra                     | Cherokee              | 1997 |            | 2026-05-01 | false      |
        | Jeep                      | Wrangler              | 2007 | 2007-08-31 | 2018-03-02 | true       |
        | Jeep                      | Wrangler              | 2007 | 2007-08-31 | 2018-03-01 | false      |
        | Jeep                      | Wrangler              | 2006 | 2007-08-31 | 2026-05-01 | false      |
        | Jeep                      | Wrangler              | 2008 | 2007-08-31 | 2026-05-01 | false      |
        | Jeep                      | Nowhere               | 2007 | 2007-08-31 | 2026-05-01 | false      |
        | Tatra                     | Wrangler              | 2007 | 2007-08-31 | 2026-05-01 | false      |
        | Jeep                      | Wrangler              | 2007 | 2007-09-01 | 2026-05-01 | false      |
        | Mercedes-Benz             | CLS 350               | 2005 |            | 2011-05-17 | true       |
        | Mercedes-Benz             | CLS 350               | 2005 |            | 2011-05-16 | false      |
        | Mercedes-Benz             | CLS 350               | 2004 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | CLS 350               | 2006 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | CLS350                | 2005 |            | 2026-05-01 | true       |
        | Mercedes-Benz             | Nowhere               | 2005 |            | 2026-05-01 | false      |
        | Tatra                     | CLS 350               | 2005 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | CLS 63 AMG            | 2012 |            | 2018-07-02 | true       |
        | Mercedes-Benz             | CLS 63 AMG            | 2012 |            | 2018-07-01 | false      |
        | Mercedes-Benz             | CLS 63 AMG            | 2011 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | CLS 63 AMG            | 2013 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | CLS63 AMG             | 2012 |            | 2026-05-01 | true       |
        | Mercedes-Benz             | Nowhere               | 2012 |            | 2026-05-01 | false      |
        | Tatra                     | CLS 63 AMG            | 2012 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | E-Class               | 1996 |            | 2002-12-18 | true       |
        | Mercedes-Benz             | E-Class               | 1996 |            | 2002-12-17 | false      |
        | Mercedes-Benz             | E-Class               | 2002 |            | 2026-05-01 | true       |
        | Mercedes-Benz             | E-Class               | 1995 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | E-Class               | 2003 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | E Class               | 1996 |            | 2026-05-01 | true       |
        | Mercedes-Benz             | Nowhere               | 1996 |            | 2026-05-01 | false      |
        | Tatra                     | E-Class               | 1996 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | G500                  | 2012 |            | 2020-12-10 | true       |
        | Mercedes-Benz             | G500                  | 2012 |            | 2020-12-09 | false      |
        | Mercedes-Benz             | G500                  | 2014 |            | 2026-05-01 | true       |
        | Mercedes-Benz             | G500                  | 2011 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | G500                  | 2015 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | G 500                 | 2012 |            | 2026-05-01 | true       |
        | Mercedes-Benz             | G500 Cabriolet        | 2012 |            | 2026-05-01 | true       |
        | Tatra                     | G500                  | 2012 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | G-Class               | 2005 |            | 2013-02-14 | true       |
        | Mercedes-Benz             | G-Class               | 2005 |            | 2013-02-13 | false      |
        | Mercedes-Benz             | G-Class               | 2004 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | G-Class               | 2006 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | G-Class LWB           | 2005 |            | 2026-05-01 | true       |
        | Tatra                     | G-Class               | 2005 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | Gelaendewagen SWB     | 2005 |            | 2005-07-29 | true       |
        | Mercedes-Benz             | Gelaendewagen SWB     | 2005 |            | 2005-07-28 | false      |
        | Mercedes-Benz             | Gelaendewagen SWB     | 2004 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | Gelaendewagen SWB     | 2006 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | G-Class SWB           | 2005 |            | 2026-05-01 | true       |
        | Tatra                     | Gelaendewagen SWB     | 2005 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | GL550                 | 2011 |            | 2018-11-30 | true       |
        | Mercedes-Benz             | GL550                 | 2011 |            | 2018-11-29 | false      |
        | Mercedes-Benz             | GL550                 | 2010 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | GL550                 | 2012 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | GL 550                | 2011 |            | 2026-05-01 | true       |
        | Mercedes-Benz             | Nowhere               | 2011 |            | 2026-05-01 | false      |
        | Tatra                     | GL550                 | 2011 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | S-Class               | 2002 |            | 2004-05-20 | true       |
        | Mercedes-Benz             | S-Class               | 2002 |            | 2004-05-19 | false      |
        | Mercedes-Benz             | S-Class               | 2004 |            | 2026-05-01 | true       |
        | Mercedes-Benz             | S-Class               | 2001 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | S-Class               | 2005 |            | 2026-05-01 | false      |
        | Mercedes-Benz             | S Class               | 2002 |            | 2026-05-01 | true       |
        | Mercedes-Benz             | Nowhere               | 2002 |            | 2026-05-01 | false      |
        | Tatra                     | S-Class               | 2002 |            | 2026-05-01 | false      |
        | Penman                    | Lightweight GS        | 2006 |            | 2018-02-09 | true       |
        | Penman                    | Lightweight GS        | 2006 |            | 2018-02-08 | false      |
        | Penman                    | Lightweight GS        | 2005 |            | 2026-05-01 | false      |
        | Penman                    | Lightweight GS        | 2007 |            | 2026-05-01 | false      |
        | Penman                    | Nowhere               | 2006 |            | 2026-05-01 | false      |
        | Tatra                     | Lightweight GS        | 2006 |            | 2026-05-01 | false      |
        | Porsche                   | 911                   | 2009 |            | 2012-11-26 | true       |
        | Porsche                   | 911                   | 2009 |            | 2012-11-25 | false      |
        | Porsche                   | 911                   | 2008 |            | 2026-05-01 | false      |
        | Porsche                   | 911                   | 2010 |            | 2026-05-01 | false      |
        | Porsche                   | Nowhere               | 2009 |            | 2026-05-01 | false      |
        | Tatra                     | 911                   | 2009 |            | 2026-05-01 | false      |
        | Porsche                   | 918                   | 2015 |            | 2019-12-30 | true       |
        | Porsche                   | 918                   | 2015 |            | 2019-12-29 | false      |
        | Porsche                   | 918                   | 2014 |            | 2026-05-01 | false      |
        | Porsche                   | 918                   | 2016 |            | 2026-05-01 | false      |
        | Porsche                   | 918 Spyder            | 2015 |            | 2026-05-01 | true       |
        | Porsche                   | Nowhere               | 2015 |            | 2026-05-01 | false      |
        | Tatra                     | 918                   | 2015 |            | 2026-05-01 | false      |
        | Porsche                   | Panamera              | 2013 |            | 2018-07-24 | true       |
        | Porsche                   | Panamera              | 2013 |            | 2018-07-23 | false      |
        | Porsche                   | Panamera              | 2012 |            | 2026-05-01 | false      |
        | Porsche                   | Panamera              | 2014 |            | 2026-05-01 | false      |
        | Porsche                   | Nowhere               | 2013 |            | 2026-05-01 | false      |
        | Tatra                     | Panamera              | 2013 |            | 2026-05-01 | false      |
        | Smart                     | fortwo                | 2005 |            | 2005-06-03 | true       |
        | Smart                     | fortwo                | 2005 |            | 2005-06-02 | false      |
        | Smart                     | fortwo                | 2004 |            | 2026-05-01 | false      |
        | Smart                     | Fortwo                | 2005 |            | 2026-05-01 | true       |
        | Smart                     | fortwo coupe          | 2005 |            | 2026-05-01 | true       |
        | Smart                     | Fortwo Coupe          | 2005 |            | 2026-05-01 | true       |
        | Smart                     | fortwo cabriolet      | 2005 |            | 2026-05-01 | true       |
        | Smart                     | Fortwo Cabriolet      | 2005 |            | 2026-05-01 | true       |
        | Smart                     | Nowhere               | 2005 |            | 2026-05-01 | false      |
        | Tatra                     | fortwo                | 2005 |            | 2026-05-01 | false      |
        | Smart                     | fortwo                | 2006 | 2005-12-01 | 2005-12-29 | true       |
        | Smart                     | fortwo                | 2006 | 2005-12-01 | 2005-12-28 | false      |
        | Smart                     | fortwo                | 2005 | 2006-08-31 | 2026-05-01 | true       |
        | Smart                     | fortwo                | 2007 | 2006-08-31 | 2026-05-01 | true       |
        | Smart                     | Fortwo                | 2006 | 2006-08-31 | 2026-05-01 | true       |
        | Smart                     | fortwo coupe          | 2006 | 2006-08-31 | 2026-05-01 | true       |
        | Smart                     | Fortwo Coupe          | 2006 | 2006-08-31 | 2026-05-01 | true       |
        | Smart                     | fortwo cabriolet      | 2006 | 2006-08-31 | 2026-05-01 | true       |
        | Smart                     | Fortwo Cabriolet      | 2006 | 2006-08-31 | 2026-05-01 | true       |
        | Smart                     | Nowhere               | 2006 | 2006-08-31 | 2026-05-01 | false      |
        | Tatra                     | fortwo                | 2006 | 2006-08-31 | 2026-05-01 | false      |
        | Smart                     | fortwo                | 2006 | 2006-09-01 | 2026-05-01 | false      |
        | Smart                     | fortwo                | 2007 | 2006-08-31 | 2007-04-10 | true       |
        | Smart                     | fortwo                | 2007 | 2006-08-31 | 2007-04-09 | false      |
        | Smart                     | fortwo                | 2006 | 2006-08-31 | 2026-05-01 | true       |
        | Smart                     | fortwo                | 2008 | 2006-08-31 | 2026-05-01 | false      |
        | Smart                     | Fortwo                | 2007 | 2006-08-31 | 2026-05-01 | true       |
        | Smart                     | fortwo coupe          | 2007 | 2006-08-31 | 2026-05-01 | true       |
        | Smart                     | Fortwo Coupe          | 2007 | 2006-08-31 | 2026-05-01 | true       |
        | Smart                     | fortwo cabriolet      | 2007 | 2006-08-31 | 2026-05-01 | true       |
        | Smart                     | Fortwo Cabriolet      | 2007 | 2006-08-31 | 2026-05-01 | true       |
        | Smart                     | Nowhere               | 2007 | 2006-08-31 | 2026-05-01 | false      |
        | Tatra                     | fortwo                | 2007 | 2006-08-31 | 2026-05-01 | false      |
        | Smart                     | fortwo                | 2007 | 2006-09-01 | 2026-05-01 | false      |
        | A. Smith GT Bentley/Bodex | T5                    | 2015 |            | 2020-01-31 | true       |
        | A. Smith GT Bentley/Bodex | T5                    | 2015 |            | 2020-01-30 | false      |
        | A. Smith GT Bentley/Bodex | T5                    | 2014 |            | 2026-05-01 | false      |
        | A. Smith GT Bentley/Bodex | T5                    | 2016 |            | 2026-05-01 | false      |
        | A. Smith GT Bentley/Bodex | Nowhere               | 2015 |            | 2026-05-01 | false      |
        | Tatra                     | T5                    | 2015 |            | 2026-05-01 | false      |
        | Suzuki                    | GSX1300R              | 2007 |            | 2011-05-25 | true       |
        | Suzuki                    | GSX1300R              | 2007 |            | 2011-05-24 | false      |
        | Suzuki                    | GSX1300R              | 2011 |            | 2026-05-01 | true       |
        | Suzuki                    | GSX1300R              | 2006 |            | 2026-05-01 | false      |
        | Suzuki                    | GSX1300R              | 2012 |            | 2026-05-01 | false      |
        | Suzuki                    | Hayabusa              | 2007 |            | 2026-05-01 | true       |
        | Suzuki                    | Nowhere               | 2007 |            | 2026-05-01 | false      |
        | Tatra                     | GSX1300R              | 2007 |            | 2026-05-01 | false      |
        | Swift                     | Sprite Alpine 4       | 2018 |            | 2019-12-30 | true       |
        | Swift                     | Sprite Alpine 4       | 2018 |            | 2019-12-29 | false      |
        | Swift                     | Sprite Alpine 4       | 2019 |            | 2026-05-01 | true       |
        | Swift                     | Sprite Alpine 4       | 2017 |            | 2026-05-01 | false      |
        | Swift                     | Sprite Alpine 4       | 2020 |            | 2026-05-01 | false      |
        | Swift                     | Nowhere               | 2018 |            | 2026-05-01 | false      |
        | Tatra                     | Sprite Alpine 4       | 2018 |            | 2026-05-01 | false      |
        | UKANG                     | FT-200                | 2017 |            | 2018-02-09 | true       |
        | UKANG                     | FT-200                | 2017 |            | 2018-02-08 | false      |
        | UKANG                     | FT-200                | 2016 |            | 2026-05-01 | false      |
        | UKANG                     | FT-200                | 2018 |            | 2026-05-01 | false      |
        | UKANG                     | Nowhere               | 2017 |            | 2026-05-01 | false      |
        | Tatra                     | FT-200                | 2017 |            | 2026-05-01 | false      |
        | Vespa                     | ET2                   | 2001 |            | 2002-03-26 | true       |
        | Vespa                     | ET2                   | 2001 |            | 2002-03-25 | false      |
        | Vespa                     | ET2                   | 2002 |            | 2026-05-01 | true       |
        | Vespa                     | ET2                   | 2000 |            | 2026-05-01 | false      |
        | Vespa                     | ET2                   | 2003 |            | 2026-05-01 | false      |
        | Vespa                     | ET4                   | 2001 |            | 2026-05-01 | true       |
        | Vespa                     | Nowhere               | 2001 |            | 2026-05-01 | false      |
        | Tatra                     | ET2                   | 2001 |            | 2026-05-01 | false      |
        | Volkswagen                | Golf                  | 2005 |            | 2007-11-08 | true       |
        | Volkswagen                | Golf                  | 2005 |            | 2007-11-07 | false      |
        | Volkswagen                | Golf                  | 2004 |            | 2026-05-01 | false      |
        | Volkswagen                | Golf                  | 2006 |            | 2026-05-01 | false      |
        | Volkswagen                | Nowhere               | 2005 |            | 2026-05-01 | false      |
        | Tatra                     | Golf                  | 2005 |            | 2026-05-01 | false      |
        | Henan Webetter            | WB-400ST              | 2020 |            | 2023-02-02 | true       |
        | Henan Webetter            | WB-400ST              | 2020 |            | 2023-02-01 | false      |
        | Henan Webetter            | WB-400ST              | 2019 |            | 2026-05-01 | false      |
        | Henan Webetter            | WB-400ST              | 2021 |            | 2026-05-01 | false      |
        | Henan Webetter            | Nowhere               | 2020 |            | 2026-05-01 | false      |
        | Tatra                     | WB-400ST              | 2020 |            | 2026-05-01 | false      |

  @nhtsa.eligibility_petitions.unanswered @cite:49_CFR_593.7
  Rule: A petition whose answer we did not find opens no door and is worth a look at the list

    Background:
      Given the vehicle:
        | make         | Jeep     |
        | model        | Cherokee |
        | model_year   | 2001     |
        | manufactured | 2001-05  |
        | drive_side   | left     |
        | certified_to | none     |

    Scenario: it says where to look, and the answer stays what it was
      Given it enters on 2010-05-01
      Then conclusion eligibility.petitioned is true
      And conclusion eligibility.listed is false
      And HS-7 box 3 is closed
      And the outcome is not_yet
      And a warning says "has asked NHTSA to make this model eligible"

    Scenario Outline: nobody needs the answer: <why>
      Given the vehicle:
        | model_year   | <year>  |
        | manufactured | <built> |
        | certified_to | <label> |
        | certified_by | <maker> |
      And it enters on <day>
      Then no warning says "has asked NHTSA to make this model eligible"

      Examples:
        | why                    | year | built   | label    | maker          | day        |
        | nobody had asked yet   | 2001 | 2001-05 | none     |                | 2008-09-16 |
        | no petition names it   | 2002 | 2002-05 | none     |                | 2010-05-01 |
        | its maker certified it | 2001 | 2001-05 | us_fmvss | original_maker | 2010-05-01 |
        | it is old enough       | 2001 | 2001-05 | none     |                | 2026-06-01 |
