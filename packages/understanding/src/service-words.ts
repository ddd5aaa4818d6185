/** What clinics' services are called: each line lists words for one thing, in English and Spanish. */
export const sameThing: string[][] = `
botox|botoks|toxina|toxina botulinica|wrinkle injection|anti-wrinkle|antiarrugas|arrugas|wrinkles|frown lines|dysport|xeomin
filler|fillers|relleno|rellenos|lips|lip|labios|labio|preenchimento|acido hialuronico|hyaluronic acid|juvederm|restylane
lip|lips|labio|labios
cleaning|hygiene|hygienist|limpieza|higiene|clean|cleaned|limpie|limpiar|limpiarme|limpien|scale and polish|profilaxis|tartrectomia
whitening|bleaching|blanqueamiento|blanquear|whiten
checkup|check-up|check up|examination|exam|revision|chequeo|control|annual physical|physical
consultation|consult|consulta|valoracion|evaluacion|assessment|evaluation
filling|cavity|empaste|obturacion|caries|calza|resina
root canal|endodoncia|endodontics|matar el nervio
dental|teeth|tooth|dientes|diente|dentadura
hair|cabello|pelo|hairline|scalp|calvicie|calvo|calva|bald|balding
crown|corona|funda dental
implant|implants|implante|implantes
extraction|pull a tooth|tooth out|tooth pulled|extraccion|sacar una muela|sacarme una muela|muela del juicio|wisdom tooth|wisdom teeth
braces|brackets|ortodoncia|orthodontics|invisalign|aligners|alineadores|frenos
veneer|veneers|carillas
hair removal|depilacion|depilar|depilarme|epilation
laser|lazer|laseer
facial|limpieza facial|limpieza de cutis|hydrafacial|hydra facial|facials
peel|peeling|chemical peel|exfoliacion quimica|peels
microneedling|micro needling|microagujas|dermapen
massage|masaje|masajes|masage
tattoo removal|eliminacion de tatuajes|borrar tatuaje|quitar tatuaje
hair transplant|injerto capilar|trasplante capilar|implante capilar
haircut|hair cut|corte de pelo|corte
therapy|terapia|counselling|counseling|psicologo|psicologa|therapist
physiotherapy|physio|physical therapy|fisioterapia|fisio|rehab|rehabilitacion
ultrasound|ecografia|sonogram|scan
blood test|blood work|bloods|analitica|analisis de sangre|examen de sangre|labs
vaccine|vaccination|shot|jab|flu shot|vacuna|vacunacion
skin check|mole check|mole|lunar|lunares|mole mapping|revision de lunares
acne|acne
follow-up|follow up|followup|seguimiento|control de seguimiento
prp|plasma|plasma rico en plaquetas|vampire facial
lash|lashes|eyelash|pestanas|lifting de pestanas
brow|brows|eyebrow|eyebrows|cejas|microblading
wax|waxing|cera
manicure|manicura
pedicure|pedicura
cryolipolysis|coolsculpting|criolipolisis|fat freezing
mesotherapy|mesoterapia
liposuction|lipo|liposuccion
`
  .trim()
  .split('\n')
  .map((line) => line.split('|'))
