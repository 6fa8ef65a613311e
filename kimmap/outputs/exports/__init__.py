"""A trip in the forms of other programs: KML, GPX, GeoPackage, JSON-LD.

Each module has one function that makes a whole file from a trip.  Positions are WGS 84 degrees; days
are ISO dates and stay open where the sources leave them open.
"""
