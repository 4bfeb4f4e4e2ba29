import type { Attribute } from '../catalogue/attribute.ts'

/** The fields of a target that are no figures. */
type OtherField =
  | 'brand'
  | 'model'
  | 'variant'
  | 'source'
  | 'asOf'
  | 'attribute'
  | 'value'
  | 'unit'
  | 'number'
  | 'vehicle'
  | 'colour'
  | 'place'
  | 'state'
  | 'arrivedOn'
  | 'expectedOn'

/**
 * How people head the column of each field, in English, Urdu and Roman Urdu, the likeliest first, with commas between;
 * the fields' own labels and ids count as well.
 */
export const fieldHeadings: Readonly<Record<Attribute | OtherField, readonly string[]>> = {
  brand: [
    'برانڈ, brand, make, maker, manufacturer, marque, make name, brand name, company, oem',
    'division, car make, کمپنی, میک',
  ],
  model: [
    'ماڈل, model, model name, car model, vehicle model, model line, nameplate, base model, range',
    'series, car, car name, گاڑی',
  ],
  variant: [
    'ویریئنٹ, variant, trim, version, grade, trim level, variant name, derivative, model variant',
    'trim name, style, sub model, submodel, edition, ویرینٹ',
  ],
  source: ['ماخذ, source, sources, reference, origin of figures, data source, حوالہ'],
  asOf: [
    'کب کے اعداد, as of, as of date, as on, price date, effective date, effective from',
    'valid from, updated, last updated, updated on, list date, date, تاریخ',
  ],
  attribute: ['خصوصیت, attribute, figure, spec, specification, property, feature, field, parameter'],
  value: ['قدر, value, figure value, val, amount, مقدار'],
  unit: ['اکائی, unit, units, uom, unit of measure'],
  number: [
    'VIN یا فریم نمبر, vin, vin number, vin no, chassis, chassis no, chassis number, chasis',
    'chasis no, chassis #, frame no, frame number, frame, vin frame number',
    'vehicle identification number, chassis vin, vin chassis, چیسس نمبر, چیسس, فریم نمبر',
    'chassis num',
  ],
  vehicle: [
    'vehicle, vehicle name, car, vehicle description, description, car description',
    'model description, product, vehicle model variant, گاڑی',
  ],
  colour: [
    'رنگ, colour, color, exterior colour, exterior color, ext colour, ext color, body colour',
    'body color, paint, rang, colour name, color name',
  ],
  place: [
    'جگہ, place, location, yard, branch, site, showroom, lot, parked at, city, where',
    'stock location, مقام, شوروم, jagah',
  ],
  state: [
    'حالت, state, status, stock status, availability, stock state, unit status, vehicle status',
    'سٹیٹس, اسٹیٹس, halat',
  ],
  arrivedOn: [
    'آمد کی تاریخ, arrived on, arrived, arrival date, date of arrival, received on, received date',
    'date received, in date, stock date, grn date, in stock since, stocked on, amad, آمد',
  ],
  expectedOn: [
    'متوقع تاریخ, expected on, expected, expected date, eta, eta date, expected arrival, due date',
    'due, due on, expected delivery, delivery month, متوقع',
  ],
  body: [
    'body, body type, body style, bodystyle, vehicle type, type of body, shape, segment, category',
    'vehicle class, car type, vehicle category, class, باڈی ٹائپ, قسم',
  ],
  seats: [
    'seats, seating, seating capacity, no of seats, number of seats, seat count, seat capacity',
    'persons, passengers, passenger capacity, capacity persons, pax, seaters, سیٹیں',
  ],
  bootLitres: [
    'boot, boot space, boot capacity, boot volume, luggage, luggage capacity, luggage volume',
    'luggage space, trunk, trunk space, trunk volume, cargo volume, cargo space, cargo capacity',
    'trunk capacity, boot litres, diggi, digi',
  ],
  groundClearanceMm: [
    'ground clearance, clearance, min ground clearance, minimum ground clearance, ride height',
    'unladen ground clearance, گراؤنڈ کلیئرنس',
  ],
  engineCc: [
    'engine, engine capacity, engine size, displacement, engine displacement, cc, cubic capacity',
    'engine cc, engine litres, engine liters, displ, engine volume, انجن کیپیسٹی',
  ],
  fuel: [
    'fuel, fuel type, type of fuel, powertrain, power train, propulsion, energy, energy source',
    'engine type, engine fuel, fuel kind, فیول, ایندھن کی قسم',
  ],
  consumptionKmPerLitre: [
    'fuel economy, mileage, fuel average, fuel consumption, average, fuel efficiency, economy',
    'consumption, combined, combined mpg, mpg, kmpl, mpg combined, combined fuel economy',
    'combined fuel consumption, fuel economy combined, fuel consumption combined',
    'mileage combined, avg, arai mileage, mixed consumption, mixed fuel consumption, مائلیج',
    'ایوریج, اوسط',
  ],
  electricRangeKm: [
    'electric range, range, ev range, battery range, driving range, range wltp, range nedc',
    'range epa, wltp range, electric driving range, range per charge, all electric range, رینج',
  ],
  batteryKwh: [
    'battery, battery capacity, battery size, battery pack, usable battery, battery energy',
    'traction battery, بیٹری کیپیسٹی',
  ],
  powerHp: [
    'power, horse power, horsepower, max power, maximum power, hp, bhp, engine power',
    'power output, peak power, total power, system power, ps, output, ہارس پاور, پاور',
  ],
  transmission: [
    'transmission, gearbox, gear box, transmission type, gears, gear, trany, gear type',
    'transmission style, ٹرانسمیشن, گیئر باکس',
  ],
  priceMinor: [
    'price, ex factory price, ex factory, ex showroom price, ex showroom, retail price, msrp',
    'list price, base price, asking price, price pkr, starting price, cash price, invoice price',
    'rrp, qeemat, keemat, new price, current price, otr price',
  ],
  drive: [
    'drive, drive type, drivetrain, drive train, driven wheels, drive wheels, wheel drive',
    'drivewheel, driveline, traction, axle drive, ڈرائیو',
  ],
  modelYear: [
    'model year, year, my, year of manufacture, manufacturing year, mfg year, year model, سال',
    'ماڈل سال',
  ],
  airbags: [
    'airbags, air bags, no of airbags, number of airbags, airbag, airbag count, srs airbags',
    'ایئر بیگ',
  ],
  torqueNm: ['torque, max torque, maximum torque, peak torque, engine torque, total torque, ٹارک'],
  lengthMm: ['length, overall length, vehicle length, total length, لمبائی'],
  widthMm: ['width, overall width, vehicle width, total width, چوڑائی'],
  heightMm: ['height, overall height, vehicle height, total height, اونچائی'],
  kerbWeightKg: [
    'kerb weight, curb weight, unladen weight, weight, curb mass, kerb mass, vehicle weight, mass',
    'tare weight, وزن',
  ],
  topSpeedKmh: ['top speed, max speed, maximum speed, speed, vmax, رفتار, زیادہ سے زیادہ رفتار'],
  tankLitres: [
    'fuel tank, fuel tank capacity, tank, tank capacity, fuel capacity, tank size, tank volume',
    'fuel tank volume, fuel tank size, ٹینک, ٹینکی',
  ],
  chargingHours: [
    'charging time, charge time, charging hours, time to charge, charging, ac charging time',
    'full charge time, home charging time, چارجنگ کا وقت',
  ],
  consumptionKwhPer100Km: [
    'energy consumption, electricity consumption, electric consumption, power consumption',
    'kwh per 100 km, kwh 100km, efficiency, electric efficiency, energy efficiency',
    'kwh per 100 miles',
  ],
  valueLossPercentPerYear: [
    'value loss, depreciation, yearly depreciation, annual depreciation, loss of value',
    'depreciation per year, resale loss',
  ],
  // A pair of columns for town and highway is read as the two ends of one economy: see `consumptionKmPerLitre`.
  consumptionCityKmPerLitre: ['fuel economy in town only, شہر میں ایوریج'],
  consumptionHighwayKmPerLitre: ['fuel economy on the open road only, کھلی سڑک پر ایوریج'],
  workshopKm: ['nearest workshop, workshop distance, distance to workshop, nearest service centre, ورکشاپ'],
  partsScore: ['parts score, parts availability, parts within a day, spare parts availability, پرزے'],
}

/** Words in a header, with commas between, with which it is not the field that the rest of it names. */
export const otherThings: Readonly<Partial<Record<Attribute | OtherField, readonly string[]>>> = {
  model: ['year, code, id, number, no'],
  brand: ['code, id, origin, country'],
  variant: ['code, id, count, number'],
  number: ['engine, registration, reg, plate'],
  engineCc: ['no, number, code, type, model, position, name, oil, power, torque, warranty, block, id'],
  powerHp: [
    'steering, windows, window, to, ratio, tailgate, train, mirrors, locks, rpm, seats, seat',
    'electric, motor, consumption, per, liter, litre',
  ],
  torqueNm: ['rpm, to, ratio, motor, electric'],
  fuel: [
    'tank, capacity, economy, cost, system, injection, consumption, average, efficiency, grade',
    'delivery, price, lid, gauge, supply, code',
  ],
  kerbWeightKg: [
    'gross, gvw, gvwr, payload, towing, laden, max, maximum, ratio, distribution, total',
    'permissible, trailer',
  ],
  widthMm: ['tyre, tire, rim, track, mirrors, mirror, front, rear, boot, trunk, cargo, shoulder, wheel'],
  lengthMm: ['boot, trunk, cargo, bed, wheelbase, cable, front, rear'],
  heightMm: ['boot, trunk, cargo, lift, loading, seat, step, front, rear'],
  seats: [
    'heated, material, leather, row, rows, folding, belts, belt, electric, power, memory',
    'ventilated, height, adjust, adjustment, upholstery, child, cooled',
  ],
  batteryKwh: ['warranty, type, voltage, chemistry, weight, range, v, ah, 12v, saver'],
  electricRangeKm: ['price, rover, gear, extender, total, fuel, petrol, topping'],
  transmission: ['warranty, code, number, oil, weight'],
  body: ['colour, color, warranty, kit, coloured, colored, width, length, height, code, structure', 'doors'],
  consumptionKmPerLitre: [
    'city, highway, urban, extra, cost, co2, hwy, motorway, kwh, electric, power, energy, price',
    'oil, warranty, rating, annual, odometer, score',
  ],
  drive: ['test, mode, modes, hand, side, steering, away'],
  airbags: ['curtain, side, knee, passenger, driver, front, rear, warning, position, center, centre'],
  priceMinor: [
    'range, date, rating, currency, category, old, previous, change, index, segment, resale, used',
    'service, per, fuel, insurance, booking',
  ],
  tankLitres: ['adblue, washer, type, material, cng, location'],
  topSpeedKmh: ['gears, sensing, speeds, engine, limiter, number, transmission'],
  chargingHours: ['dc, fast, port, cable, wireless, usb, type, power, quick'],
  bootLitres: ['max, maximum, folded, down, light, lid, lip, weight, net, cover, rear, release, opening'],
  groundClearanceMm: ['laden, sale'],
  colour: ['interior, int, code, seat, trim'],
  state: ['registration, province'],
  place: ['of'],
  modelYear: ['end, from, to, warranty, start, introduced, depreciation, discontinued, facelift'],
  asOf: ['birth, arrival, delivery, sale, expected, production, manufacture, launch'],
  arrivedOn: ['expected, estimated'],
}
