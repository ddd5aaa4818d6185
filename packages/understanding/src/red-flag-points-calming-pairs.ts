/** Made by `test/fit-red-flag-points.ts`: tenths of a point, and what counts them. Not to be edited. */
export const calmingPairs: [number, string][] = [
  [
    -1,
    `#_on del_peelin feels_heavy front_of hijo_de i_call im_only in_front inject_i is_# lo_pongo my_skin
   no_one pongo_en price_for qq_me suis_encein to_penici wont_come`,
  ],
  [
    -2,
    `#_months #_of a_peel almost_gone an_aspiri and_looks before_my bin_schwan bit_sensit bit_swolle
   bleedi_is blind_withou botox_en botox_spread chemic_peel cita_de come_for comer_antes credit_card
   de_noviem do_botox do_to dolor_que drowni_in el_botox en_la esta_todo filler_is full_legs get_a going_to
   hacerm_la had_to hija_tiene i_floss i_left i_nearly igual_qq im_blind in_work is_almost is_killin is_that
   it_really it_stings it_would laser_full lip_after lol_do ma_fille me_arde me_cortar me_inflam me_pica
   me_salier my_botox my_cowork my_credit my_eyelid my_facial my_lips my_period nearly_had no_lo no_quiero
   no_siento number_two on_my on_saturd out_a pecho_y peelin_qq please_send puedo_agenda puedo_comer
   read_that safe_while said_it se_infect stomac_is swolle_under the_bill the_peel the_same the_sight
   the_treatm this_week to_feel to_take today_can tomorr_qq tooth_pulled units_would what_now when_he
   while_pregna you_get your_waitin`,
  ],
  [
    -3,
    `#_instea #_y a_girl a_kid a_patch a_red a_root a_shot a_vessel a_video alergi_qq anos_me anothe_clinic
   attack_in be_# before_and bit_sore bleed_a blowin_up boca_dormid bumped_his bumped_my but_it cancel_tomorr
   cara_por casi_me cheek_filler combie_le con_su cuesta_el custa_o da_alergi da_panico dad_died de_diciem
   de_frio de_mas de_traspl del_estoma died_of do_i do_that does_lip dog_bite dos_meses el_jueves el_sol
   est_combie esta_cayend esta_en face_feels feels_funny feels_tight fell_asleep fell_out filler_how
   filler_looks filler_normal fine_but flu_shot for_lips friday_so friend_had get_filler get_my good_mornin
   hace_dos hacerm_laser had_an had_cancer has_an heart_is hes_fine highwa_so hincha_los hit_in hour_earlie
   how_often hurt_my i_ate i_choked i_quit i_resche i_wear ibupro_despue im_dying im_terrif in_an in_decemb
   in_genera in_photos infart_hace is_at is_loose is_too it_today ive_got la_hoja la_manana la_molest
   la_semana labbro_e late_lol like_death lo_del lol_see los_labios lost_my lost_the mama_se manana_qq
   march_can mas_quiero masset_botox matar_si me_a me_back me_caigo me_equivo me_late me_mareo me_olvido
   me_the meses_ya mi_mama my_cat my_ear my_knee my_slot ne_peux need_my needle_lol new_patien next_month
   next_week normal_right nurse_lopez nuts_and of_needle of_the ok_to on_ice otro_dia panico_el para_dos
   para_la peel_qq perdi_la playa_puedo prices_are proble_con put_it quanto_custa que_hacen que_si quisie_una
   rellen_de risks_of rompio_el saber_si sangra_un saw_a se_va small_bruise so_this sol_en someon_call
   sore_from squeez_me stairs_do still_a still_got stroke_so stuck_in sure_if take_tyleno terrif_of that_be
   that_real thats_normal the_appoin the_risks tiene_# to_# to_nuts to_scream tomar_ibupro un_rato wait_for
   wash_my weak_for wear_contac when_im worry_about y_cuarto y_ya ya_puedo yester_hes you_avoid you_recomm
   you_squeez your_lobby zona_de`,
  ],
  [
    -4,
    `#_minuto a_crash a_heart a_needle a_spa a_stroke after_sedati alive_by amanec_con an_elevat any_day
   anythi_just appoin_this ate_my attack_lol bad_knee be_on bebe_de becaus_of before_filler before_the
   blood_draw blood_vessel botox_is botox_lol botox_sirve botox_y burn_scars burns_with by_mistak can_see
   choque_en cicatr_se come_early con_laser cover_it crash_on de_gargan dead_gorgeo died_laughi diente_de
   do_with drive_after drivin_me drop_dead el_celula en_bajar es_urgent eso_qq esta_com estoy_en estoy_muerta
   falta_de filler_and fix_it from_a from_filler from_your gargan_mejor get_bliste get_pregna good_now got_a
   hair_loss hands_get have_a hay_riesgo head_is head_its heart_attack hicier_el hincha_y how_bad i_cover
   i_cried i_drank i_drive i_know i_lie i_lost i_pass i_tell i_wash ill_be im_at im_on in_# in_on in_these
   is_allerg is_crooke is_dead is_in is_yours it_be it_hurt it_is it_matter it_ok it_out it_safe it_wear
   it_with jeans_lol just_so kicked_in killin_me know_if la_dejo la_direcc la_febbre la_limpie la_migran
   la_papada laser_safe le_pueden limpie_dental limpie_facial lips_feel little_sore little_when make_you
   many_units me_hicier me_mato me_rompio meu_filho mi_nuevo mio_figlio month_qq mover_la mucho_la muerta_de
   my_card my_forehe my_hair my_inhale my_new my_number normal_no normal_un not_sure now_thanks of_burns
   of_filler off_is overdo_on passed_out patien_with piel_un poco_de poco_hincha por_la proble_for puffy_in
   que_tomo rash_from riesgo_de right_arm right_off right_qq risk_of safe_to saw_my seizur_once si_a si_hay
   side_effect sirve_para sit_with so_were so_you son_has sore_after speak_to stop_before take_blood
   tarde_llego tengo_los the_afterc the_er the_flight the_gym the_sedati the_side the_weddin there_an
   these_jeans time_qq tired_can to_cold to_lidoca to_talk tomo_aspiri tuvo_una tyleno_before un_infart
   uncle_is vision_insura week_after well_contro went_from went_to when_does when_will with_joy with_makeup
   with_needle with_these wont_make y_a yes_but you_fix you_give you_inject you_know you_need you_remove
   you_resend your_prices`,
  ],
  [
    -5,
    `#_call #_hrs a_bad a_fire a_refund a_stroll a_tooth accide_years after_lip ahi_estare ai_une al_cepill
   alguie_se all_fine an_emerge and_hot and_take anxiet_can any_time appoin_card are_puffy be_there
   boca_chueca botox_and botox_make botuli_from broke_down brow_is bruise_from but_fine caigo_de came_off
   can_i car_broke cara_como cold_sore coming_is couch_and cuanto_tarda dad_cant de_manana desmay_con
   diabet_puedo do_the down_can dr_okafor dry_after dry_socket duele_un dying_to el_lunes el_mes el_otro
   encias_al es_mi es_por face_swell feel_a feel_lumpy floor_room for_botox get_botox get_cold grind_my
   hace_un hair_remova hair_transp hate_my have_someth headac_since heart_racing his_arm i_eat i_grind i_hate
   i_stop i_take im_carefu is_a is_dr is_gone is_higher is_scared is_tomorr is_useles it_in la_consul la_otra
   la_playa law_is let_me lol_need long_after look_amazin look_for make_me mal_del mama_le mancha_negras
   mata_si me_hincha me_hizo me_paso me_urge mejor_el mes_pasado mi_cita mi_nino months_and move_the murio_el
   my_cleani my_coffee my_father my_file my_name my_toddle my_weddin need_a nervou_about no_bleedi now_half
   numb_after number_do of_wine once_from or_a or_anythi otro_lado out_on patch_test peland_la phone_is
   pica_la pregna_can puedo_cambia puse_el qq_tengo que_quedo quedo_la quiero_una read_about red_after
   same_time sangra_gracia saw_the scab_on scar_from se_golpeo se_murio she_do shot_at signs_of sister_had
   slight_bruise so_any soy_diabet still_do tarda_en tengo_q the_elevat the_emerge the_first the_mouthw
   this_month tiene_fiebre to_boli to_book treatm_qq uno_con up_at vista_del w_my waitin_on weeks_postpa
   what_time when_can white_in will_it with_maria with_that y_media years_ago you_at you_can you_guys you_use
   your_door`,
  ],
  [
    -6,
    `#_late #_so a_fillin a_hydraf a_pacema a_touch after_lipo ai_un al_# alergi_al and_filler antes_de
   any_issue anythi_today are_you as_a at_my at_work baby_in baby_so back_and be_a before_i betwee_botox
   bit_numb bite_on bleedi_since blood_test bookin_page bother_me botox_ok botox_wore buenas_noches but_can
   cai_de cambia_la cambio_la can_botox can_laser cant_walk cayo_el chest_hair com_febre cut_off days_of
   de_las de_pele de_que derram_hace do_a does_that drank_a during_the einen_termin el_hydraf el_rellen
   el_sabado el_traspl end_my era_para es_seguro estoy_bien estoy_con etmek_istiyo eyelid_feels eyes_they
   fell_off filler_help filler_not filler_or fine_today flu_need got_sunbur hace_anos hacerm_los have_asthma
   headac_so health_form higher_than hizo_tarde hours_after how_do i_book i_bruise i_threw i_used i_wait
   i_want im_a im_nervou in_love iptal_etmek ir_al ir_manana issue_with keep_hyalur la_aneste la_frente
   la_sala las_# las_encias last_year laughi_at limpez_de limpie_de llego_en llevar_a lo_frio lol_cuanto
   lol_i los_pies love_with luz_y many_days many_sessio me_llamo me_pongo me_quedo me_receta me_resche me_up
   much_bleedi muchas_gracia my_brows my_chin my_result my_teeth my_vitami nach_dem name_is needle_went
   no_abre no_swelli normal_after nose_after now_qq number_is of_coffee of_us ok_for on_site pacema_can
   pagar_en para_eso para_que pasa_algo pass_out perdi_el pero_ya petit_bleu poco_la pressu_is puede_dar
   puede_hacers puede_ir pueden_ver puedo_pagar que_cancel que_suspen quien_llamo randev_iptal saigne_beauco
   scar_on se_quita she_get shes_# si_llego si_me siento_una spa_day still_have swelli_no take_ibupro that_ok
   the_bookin the_cleani the_dentis the_deposi the_flu the_form the_other the_wrong tiny_bump to_look to_see
   tooth_is touch_up trabaj_en un_petit un_rendez una_cicatr una_limpie vi_un voy_igual with_her ya_esta
   you_have you_keep you_said you_sent you_take you_treat your_sign`,
  ],
  [
    -7,
    `#_can a_chemic a_facial a_las a_lifesa a_lo a_manage a_scar abrir_el after_a ago_is ahogo_de al_lunes
   all_good allerg_to an_allerg any_discou are_a are_killin botox_me brows_are bruise_easily bultit_en
   burned_a burnin_feelin call_when can_he can_the cant_make cayend_el cayo_mal ce_que come_out con_esos
   consul_de cuando_me cuanto_sale dark_circle day_works de_emerge de_labios de_pecho dejen_de did_i do_laser
   do_we dolor_de dont_book dos_semana down_about eczema_on emerge_dental en_dos en_mi en_otro esos_precio
   est_ce estoy_ahogan experi_con feelin_down feelin_during fell_behind fever_no fiebre_todo fillin_fell
   for_an for_my from_botox glass_of gripa_y hacen_algo hacers_el hate_needle have_eczema hay_proble
   her_cleani hes_# ho_un hospit_so how_much i_get i_park i_passed i_put i_read i_saw i_use id_kill id_like
   if_im if_it if_theres im_allerg im_back im_breast im_fighti im_fine im_late in_traffi in_with is_sore
   it_on its_a just_checki kill_for kill_me knee_is la_pastil la_penici la_risa las_dos laser_quema like_to
   lip_from look_white los_diente mal_la mas_tarde me_van mi_botox mi_prima monday_cancel muevo_la my_car
   my_family my_filler my_hands my_insura no_podre on_day on_friday open_on our_baby out_no pain_no pasa_si
   podre_ir puedo_hacerm que_pasa resche_please right_before risa_con se_puede se_queda see_the si_se
   sirve_el so_please still_get stomac_bug su_mensaj surger_on swell_after tengo_un that_matter the_addres
   the_dental the_eyes the_nurse the_sun to_next to_you tome_la tomo_antico took_two transp_is un_choque
   under_my use_it van_a what_number where_do which_treatm white_spots work_out would_kill y_si ya_casi
   yellow_bruise yester_not you_saved`,
  ],
  [
    -8,
    `#_to a_cleani a_patien a_proble a_quien a_tiny a_weddin about_my an_accide answer_your are_best
   are_itchy are_the around_the at_your back_hurts blood_pressu botox_safe bruise_on c_est can_she can_you
   cayo_la cayo_una ciego_con circle_under corona_no could_i cuales_son cuanto_cuesta cuanto_tiempo day_#
   de_cabeza del_embara die_for do_they does_botox does_the duele_poquit dzieku_do el_# el_dentis el_formul
   es_para esta_semana exampl_com fine_now gone_and hacerm_el hago_si hair_after have_to help_with hurt_so
   hydraf_for i_cannot i_heard i_need im_scared in_case in_march is_bleedi is_broken it_a itchy_after laser_e
   laser_help laser_qq laser_was life_with lol_is long_does me_cayo me_salvar mein_kind missed_my missed_your
   move_to mucho_qq my_doctor my_insuli my_last my_spot necesi_cambia no_el on_# on_monday out_from para_el
   para_mi perdi_mi puedo_ponerm quedo_con quedo_una quiero_cancel rellen_puede rellen_qq runnin_# runnin_on
   saved_my see_you sensit_to siento_mal so_maybe son_los swelli_is take_my tengo_mucho the_day the_hospit
   the_price there_# tiempo_se tiene_caries tienen_algo to_a to_someon una_corona una_vez used_to verdad_que
   we_do we_move went_black went_down what_are what_painki whats_your when_do who_do will_kill with_me
   you_help your_call`,
  ],
  [
    -9,
    `#_al #_pm a_baby a_bit a_headac a_reacti a_small accide_with after_# after_wisdom amiga_quedo arm_for
   bring_my call_if call_me called_me can_we cancel_mi cant_wait choosi_betwee cita_al con_maria de_ganas
   de_noche dec_# del_# dijero_que do_you doctor_demir duele_la dura_il el_antibi el_dolor el_mensaj
   el_vierne esta_peland feel_fine food_poison for_tomorr for_your give_my go_to got_food gums_bleed
   hacen_limpie happen_if help_me how_many i_bring i_spend id_give ile_kosztu is_botox is_laser is_there
   its_# just_for kann_nicht la_aguja la_doctor la_promo las_axilas laser_burn lip_filler llego_tarde make_it
   me_dan me_dijero me_la me_look me_recomi mi_jefe mi_perro mi_tarjet min_late muero_de muero_por my_crown
   my_dog my_gums needs_a neighb_is ni_me no_chest non_surgic ponerm_botox poquit_la puedo_hacer quanto_dura
   que_crema sin_dolor small_chip so_mornin sore_throat talk_to teeth_cleani tengo_gripe tengo_tos textin_me
   thank_you that_bad that_fine that_the the_# the_bruise the_differ the_one the_phone the_second the_transp
   tomar_el tome_un troubl_breath turnin_yellow un_moreto una_cita voy_tarde wear_off weddin_in weeks_pregna
   what_is what_would with_laser wore_off wrong_number y_dolor y_quiero you_sugges your_addres`,
  ],
  [
    -10,
    `#_# #fever_minute a_child a_low a_veces algo_para anos_y antes_del at_the breast_can breath_throug
   can_filler can_my ceja_mas cita_en de_nina de_quemad de_sueno diente_flojo el_parpad emerge_contac
   enferm_y est_normal esta_enferm ex_se feels_a for_the hijo_tiene hoy_no i_work if_i is_full is_my just_a
   kid_has las_agujas laser_es laser_on love_it me_cobrar me_escrib me_if me_sangra mornin_are no_fever
   no_fui no_labio no_vi normal_to not_an o_no ok_qq otra_semana pain_just pain_was please_dont puedo_llevar
   que_pena so_im spots_on stitch_come swallo_some tengo_el tengo_que that_affect that_going the_chat there_a
   to_move tooth_hurts tuve_convul una_ceja urgent_need want_a what_color will_my work_on y_espald you_do
   you_see`,
  ],
  [
    -11,
    `a_cough a_little about_the at_all cant_stand de_diente del_traspl do_if does_a doi_muito el_de
   el_martes el_precio el_trabaj emerge_en esta_bien forehe_feels going_down he_sees hincha_mucho how_long
   just_the la_cita la_hincha me_da mil_gracia my_nails nail_on not_me ojeras_morada on_your or_filler or_no
   parpad_con paso_la peel_was puedo_ir rendez_vous scared_of sees_me seizur_as sin_fiebre spider_veins
   tengo_mancha tengo_ojeras the_app the_link the_mornin the_time tight_after to_have un_poquit una_consul
   una_reacci w_piatek when_should with_shavin would_like ya_se`,
  ],
  [
    -12,
    `a_cold and_missed ay_no cabeza_un cuanto_dura does_it doesnt_hurt emerge_just fallin_out for_that
   ground_floor hit_the i_forgot im_dead is_the la_pagina last_clinic leave_me me_atiend me_encant me_murio
   my_wallet nino_tiene no_more normal_qq not_painfu o_preenc puedo_tomar que_tan roja_la so_i tengo_dolor
   text_me that_a the_last the_swelli to_come um_pouco wallet_is what_can will_that`,
  ],
  [
    -13,
    `arm_hurts bajo_la botox_help czy_moge filho_esta im_an je_peux la_de lot_qq me_pueden nadie_contes
   no_duele no_pain nose_do off_on the_doctor todo_bien want_the what_did will_i`,
  ],
  [-14, `con_mis el_trafic es_el hair_is mancha_oscura ne_kadar swelli_went to_resche water_bottle what_if`],
  [-15, `baby_tooth double_chin el_link el_pelo un_poco`],
  [-16, `czy_to gracia_doctor hurts_from left_my normal_que`],
  [-17, `yester_can`],
  [-19, `e_normal`],
  [-23, `il_laser`],
]
