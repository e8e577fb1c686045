"""
States and provinces of countries where much is mined: names that are places whatever stands beside them.
"""

from typing import Final

REGIONS: Final = frozenset(
    name.strip()
    for name in """
    Alabama;Alaska;Arizona;Arkansas;California;Colorado;Connecticut;Delaware;Florida;Hawaii;Idaho;Illinois;
    Indiana;Iowa;Kansas;Kentucky;Louisiana;Maine;Maryland;Massachusetts;Michigan;Minnesota;Mississippi;Missouri;Montana;
    Nebraska;Nevada;New Hampshire;New Jersey;New Mexico;New York;North Carolina;North Dakota;Ohio;Oklahoma;Oregon;
    Pennsylvania;Rhode Island;South Carolina;South Dakota;Tennessee;Texas;Utah;Vermont;Virginia;West Virginia;Wisconsin;
    Wyoming;Alberta;British Columbia;Manitoba;New Brunswick;Newfoundland;Labrador;Nova Scotia;Nunavut;Ontario;Quebec;
    Saskatchewan;Yukon;Northwest Territories;New South Wales;Northern Territory;Queensland;South Australia;Tasmania;
    Victoria;Western Australia;England;Scotland;Wales;Cornwall;Bavaria;Saxony;Normandy;Brittany;Andalusia;Extremadura;
    Galicia;Catalonia;Lapland;Bihor;Inner Mongolia;Jiangxi;Guangdong;Guangxi;Hunan;Sichuan;Yunnan;Xinjiang;Tibet;Hubei;
    Henan;Shandong;Fujian;Guizhou;Qinghai;Gansu;Shaanxi;Hebei;Liaoning;Odisha;Gujarat;Rajasthan;Tamil Nadu;Kerala;
    Andhra Pradesh;Karnataka;Jharkhand;Chhattisgarh;Telangana;Balochistan;Katanga;Lualaba;Haut-Katanga;Kivu;Sulawesi;
    Kalimantan;Maluku;Minas Gerais;Goiás;Bahia;Pará;Antofagasta;Atacama;Jujuy;Salta;Catamarca;Sonora;Zacatecas;
    Limpopo;Northern Cape;Mpumalanga;Gauteng;KwaZulu-Natal;Copperbelt""".split(";")
)
"Source: lists of the administrative divisions of those countries."
