/** Made by `test/fit-red-flag-points.ts`: tenths of a point, and what counts them. Not to be edited. */
export const alarmingPairs: [number, string][] = [
  [25, `ich_will`],
  [19, `me_estoy`],
  [18, `je_saigne siento_que`],
  [17, `call_# cayo_un schwil_an w_klatce`],
  [16, `cara_me in_and is_black le_esta nie_moge used_my`],
  [
    15,
    `alguie_me beni_dovuyo com_o kanama_var man_in me_matar nefes_alamiy o_rosto olmek_istiyo quiero_desapa
   twarz_i`,
  ],
  [
    14,
    `esta_morado feel_faint gozum_gormuy hablo_y i_soaked im_in im_suffoc is_chokin laser_left lippe_ist
   meine_lippe mi_vida para_dormir right_now since_laser think_i`,
  ],
  [
    13,
    `a_man bleach_in bleedi_and ciazy_i del_golpe down_the half_of i_see il_labbro im_scream is_blue
   isnt_workin kanama_durmuy llamen_a los_brazos me_va quemo_la schwan_und se_tomo siento_morir think_its
   thunde_headac to_your una_pila wont_quit`,
  ],
  [
    12,
    `a_extran a_seizur ambula_cagiri and_fever apres_le de_pronto decide_tonigh dolgud_sonra dolor_#
   drank_cleani engoli_uma esta_convul et_je fell_down fell_from fire_and he_will heavy_to hurt_me is_burned
   ive_decide kill_myself langue_gonfle ma_langue me_quiero me_rellen medio_cuerpo meu_marido mi_chiqui
   much_blood papa_no peux_plus seguir_vivien the_back the_bleedi the_cut too_heavy water_broke`,
  ],
  [
    11,
    `#_week a_los alergi_fuerte all_day all_my allerg_reacti and_im and_spotti and_they better_off cai_y
   can_barely can_only chest_hurts chiama_un creo_que dando_un del_dolor double_over encerr_en esposo_me
   had_botox has_been he_cut ho_preso hurt_myself i_just ice_cold im_better is_beatin is_talkin la_calle
   marito_mi me_quemo me_quiere mio_marito miss_me my_breath my_sight my_stepda nie_chce nie_widze no_reacci
   nobody_would nose_has nose_wont of_pills off_dead one_eye over_my preso_troppe puedo_respir puedo_tragar
   pulse_is salio_el se_abrio someon_is tengo_ganas the_curlin there_is tired_of took_# un_ambula way_to
   widze_na wont_be would_miss`,
  ],
  [
    10,
    `#fever_e #fever_fever a_avale a_knife a_urgenc abrio_la acido_en al_cuello ampoll_despue bit_me
   blood_when brazos_otra brothe_got cant_read como_con con_mucho d_un de_agua de_vivir del_puente depois_do
   desmay_dos do_it do_preenc double_since down_my e_non el_bano el_nino el_vendaj esta_dando ever_since
   ex_esta filler_area habe_starke half_my has_droppe he_wont ho_la i_coughe i_nie im_tired in_agony into_my
   is_an keeps_fillin kill_hersel la_hemorr la_mitad la_satura lip_looks maz_mnie me_atrope me_mordio me_toca
   me_tome mi_nena mi_padras mnie_bije move_tomorr my_child nie_przest nino_se no_air no_kicks no_respir
   no_tiene of_existi off_in pain_after pecho_a peel_soluti po_wypeln pourin_out puedo_ni qq_my room_is
   satura_le seit_dem side_is since_you so_bad so_much someon_see sosten_la standi_on the_night the_tip
   think_im thinki_of tip_of to_break to_do tomo_muchas touche_me twice_today un_cote un_dolor un_perro
   una_ambula vendaj_esta wake_up wont_let y_estoy`,
  ],
  [
    9,
    `#_hours #_ibupro #_minute a_doctor a_machet abuelo_se after_dyspor alive_next all_over and_# and_cold
   and_it and_stinks be_better betwee_my bien_fuerte bliste_on botox_i botox_kann bright_red bump_hasnt
   burned_my by_the calien_y came_out can_feel cara_con cara_deform cara_hincha catch_my choke_on como_si
   como_una daught_is de_fiebre de_medica dem_botox der_brust desper_y dio_una doesnt_answer donde_el
   dont_plan drank_the duele_horrib duzo_tablet el_bebe en_todo esta_ahogan estoy_muy every_# everyo_would
   face_and face_has feels_like foamin_at for_# for_two forehe_is found_my friend_is gettin_enough grey_and
   hasnt_moved havent_felt he_says her_pills hincha_todo hot_red hurts_bad i_accide i_can i_litera i_wasnt
   in_my is_having is_hot is_out ive_had je_n just_went la_presio la_voz laser_me le_bajo le_salen left_eye
   lengua_hincha like_im llego_a llevo_dos lo_dejo lo_tengo mancha_morada marido_me me_corte me_dejo
   me_oscure me_pusier me_quemar me_salpic me_voy min_and mitad_de moge_zlapac mon_bebe mon_mari mother_is
   my_bandag my_bump my_little my_nasola no_contes no_distin not_gettin on_fire pain_is para_de post_filler
   pulled_a pusier_el que_no quemar_con quiero_vivir salier_ampoll says_she se_quedo se_trago send_help
   she_is si_lo since_botox since_my sleep_and someth_is son_is splash_in splash_on swallo_a the_chemic
   the_minute third_one threat_to tiene_pulso to_be tome_# tooth_out tooth_was two_hours two_teeth un_ojo
   un_vaso up_after very_wrong was_raped went_limp went_numb what_i white_as wont_stop would_be wrote_the
   y_duele y_sigue you_put your_buildi za_duzo`,
  ],
  [
    8,
    `#_dias #_semana #fever_stopni a_net a_time a_tree and_bleedi and_grey and_her and_left and_seeing
   anymor_i are_numb arm_went at_a ate_one atrope_un attack_my ayuda_por baby_hasnt baby_wont bad_i be_alive
   be_dead be_here behind_my being_alive bleedi_nonsto blood_clot blood_just bocca_storta both_eyelid
   botox_non cada_vez came_down cant_get cant_talk cayo_sosa chest_is chin_is de_#fever de_ampoll de_este
   de_sangra dice_que do_this dolor_fuerte dolor_insopo dormid_y e_svenut el_dedo el_estoma el_ojo el_vientr
   es_una esta_frio esta_incons estan_dispar estari_mejor este_mundo eyes_and filler_in filler_was
   friend_says gave_birth gettin_darker goracz_i half_the having_some heart_feels here_anymor hoarse_and
   hort_nicht hot_wax how_to huge_clots i_breath i_burned i_choke i_havent i_spille im_gonna im_having
   intoxi_con inyect_y is_so is_unreal is_white isnt_respon it_feels it_wont its_pourin j_ai jalar_aire
   just_got just_want kid_drank l_oeil la_bocca la_cera la_espald la_lingua la_mandib labios_y las_manos
   las_ojeras le_quiero lips_are looks_bruise lost_consci mam_#fever mama_esta me_cierra me_intoxi me_puso
   me_queme mi_abueli mi_fa mi_pareja mi_si minute_after minute_apart mom_is muchis_y mucho_dolor muela_y
   my_eye my_eyebro my_kids my_own my_partne my_whole nail_polish nicht_auf no_aguant no_para no_peito
   non_riesco not_coming now_little o_laser on_me on_water only_say out_after parkin_lot pasar_la patter_on
   peelin_me penici_y polish_remove por_el puse_botox riesco_a roja_y sale_pus says_shes se_cayo se_esta
   se_puso shes_going siento_las siento_muy skin_off smile_is some_kind stand_up stopni_goracz svenut_e
   swelli_up that_from the_chair the_face the_ground the_mouth the_waitin thinki_about throat_closin
   throug_my tingli_and to_go to_kill to_my todo_el tras_el tried_to turned_red two_days un_golpe un_hombre
   una_convul verde_y wax_took weeks_and where_i y_con y_fiebre y_nada y_sudo`,
  ],
  [
    7,
    `#_weeks #fever_and a_cup a_dog a_fever a_hockey a_luz a_magnet acabar_con acting_drunk after_neck
   after_non aguant_el al_ojo an_ambula and_fell and_hard and_he and_painfu are_gone are_white area_is
   arrete_pas azulad_y beat_me beatin_his bebe_no belly_is blanch_and bliste_after botox_last cant_hold
   cant_lift cant_swallo cant_take cara_la cara_y cayo_de chin_filler cierra_la color_me coming_i con_#
   con_ampoll confus_and corto_con covere_in cut_myself dar_a de_# de_mi degree_burn dejo_de dejo_la
   desde_anoche desde_el desmai_e desper_a duele_muchis e_nao e_perdo el_acido el_azucar el_cachet el_carro
   el_color el_inhala el_pecho el_produc el_pulso el_surco es_un esta_hincha esta_pegand esta_ponien
   estoy_lloran estoy_pensan estoy_quedan everyw_and face_id feel_the fell_and fiebre_y filler_spot
   for_everyt from_laser fue_la grandm_is hablar_y hard_time have_double he_is head_up herman_que hes_chokin
   hes_noddin hit_with home_he hot_soup hurts_so il_bracci im_going im_pregna in_bliste incint_e is_#fever
   is_grey is_oozing is_slurre is_spread is_tight is_unbear isnt_breath its_bleedi its_just its_life its_not
   its_the just_broke just_stoppe kids_i la_cirugi la_extrac la_herida la_mano la_sangre le_hablo life_or
   like_# limp_and llenas_de mama_respir mama_tiene me_apunal me_estan me_fue me_sale me_violar mein_mann
   mejill_despue morada_en morado_oscuro mornin_and motorc_crash my_# my_airway my_breast my_hand my_leg
   my_roomma my_smile my_xanax myself_again nao_acorda ne_vois neck_botox next_to ni_mi no_llora no_se
   noddin_off non_si non_vedo numb_and of_me off_the ojo_derech oozing_and or_death pain_in pegand_a
   pensan_en perdo_sangue piel_se por_error puedo_cerrar puedo_levant puedo_ver pus_and pus_y quedan_sin
   rather_be respir_bien respir_con rompie_los se_corto se_detien se_metio se_quemo se_quiere semana_y
   severe_pain she_breath side_of sight_in since_lunch site_is size_of skin_came speech_is spread_from
   spread_up still_bleedi stoppe_breath stoppe_workin sudden_i tell_my tengo_contra tengo_fiebre tengo_las
   that_wont the_bone the_car the_door the_house the_inject the_platys the_sink the_size the_wound there_qq
   there_was theres_this third_degree this_anymor to_end to_live tomo_el tongue_feels tooth_got tooth_pain
   troubl_swallo un_ataque und_habe veces_y vedo_piu veo_bien vois_plus vuelve_el want_it water_just weak_all
   wont_wake wrong_way y_calien y_me y_veo you_for`,
  ],
  [
    6,
    `#fever_de #fever_y a_#fever a_bottle a_dark a_gun a_high a_plan a_reason accide_de after_inject
   after_treatm ahogan_mi al_cacahu ampoll_por and_cant and_dont and_everyt and_has and_hes and_hurts and_is
   and_itchy and_its and_not and_pain and_still apreto_en are_covere around_it ate_a away_when azucar_y
   bad_im bajo_el bent_the blacki_out blanca_y blind_in blood_wont boca_se botoks_nie botox_in bottle_of
   boyfri_is bracci_sinist breath_after breath_right but_its by_my cant_stop car_on car_outsid cerran_la
   chce_juz cheek_looks chest_pressu coffee_ground comio_uno con_nada dad_is days_after de_l de_repent
   dead_and del_diente del_pecho dem_filler desde_la desde_las diabet_and diente_me dieron_un done_#
   dont_rememb dont_see dura_y dusky_and e_il el_izquie el_suelo en_medio encima_del enorme_en enough_air
   epi_pen es_alergi espera_a esposo_le esta_muy estoy_de estoy_espera everyt_looks eye_is eyebro_is
   feel_like fever_#fever filler_yester flushe_and for_air from_my full_of gaspin_for glass_on going_hoarse
   gone_a got_in got_knocke got_shot gris_y guy_in hablar_bien had_the hasta_el have_bruise having_an he_fell
   her_car her_face high_fever hincha_de his_hands horrib_donde hrs_ago i_cut i_dont i_go i_love i_should
   i_wish il_filler im_bleedi im_not infecc_del is_acting is_bent is_bliste is_closin is_confus is_cuttin
   is_limp is_making is_raw is_still is_stuck is_twice itchy_right its_all juz_zyc keep_blacki keep_going
   keeps_saying la_bebe la_cabeza la_clinic la_epinef la_fuente la_lengua la_pierna la_quijad la_tengo
   la_vista laundr_pod le_fue left_leg levre_est lift_my like_coffee lips_swelli lo_que looks_purple
   looks_white los_pulmon los_puntos love_them ma_levre making_a mama_no me_agarro me_hincho me_infect
   me_quede medio_del mi_nina mi_suegra middle_of minute_ago morada_como muy_mal my_belly my_epi my_nostri
   my_pills my_speech my_stitch my_throat my_wife my_wound nada_con nao_consig nariz_se no_despie no_llego
   nose_tip not_waking numbin_stuff of_contro on_it one_of one_side open_and or_unders out_cold outsid_your
   pain_anymor painfu_and peel_got perdio_el petto_e pills_and please_help please_hurry po_botoks por_una
   presio_en press_a puedo_desper puedo_mastic punta_de purple_and q_me que_tengo quiero_seguir quitar_la
   rash_that read_or reason_to red_streak rellen_me rellen_y right_eye sangre_por se_acaba se_mueva
   seeing_spots sharp_pain shes_not sigue_hincha since_the skin_around stiff_neck stomac_pain stop_burnin
   strugg_to sudden_cant sur_la swelli_from tengo_sangra that_comes that_doesnt that_my that_side the_hole
   the_iv the_medici the_middle the_mole the_shots the_shower the_stitch the_tub the_whole think_my tip_is
   todo_negro tosi_sangre tragar_desde tub_and un_apreto used_it va_la vez_mas vision_is wake_my waking_up
   was_inject we_need weepin_after wheezi_bad white_after whole_bottle wish_i with_blood with_fever y_calent
   y_mancha y_sangra ya_me ya_tengo you_used your_clinic zona_del`,
  ],
  [
    5,
    `a_avaler a_bike a_cortar a_la a_pedazo a_purple a_rash a_terrib a_weird abuela_se accide_and
   accide_took agua_por al_piso alta_y and_dark and_doesnt and_drooli and_feels and_gettin and_having and_his
   and_lips and_now and_smells and_theres and_we and_weepin and_wont antibi_you any_chance aqui_en are_burnin
   are_super are_tingli area_looks arms_are arrive_plus ate_someth awake_but bad_after balloo_after
   band_around be_around bigger_than black_after black_since bleedi_a blew_up bliste_and bliste_from
   blood_everyw botox_el botox_hace botox_je botox_nao brazo_derech breath_and brilla_y broke_in burnin_up
   cabeza_despue cacahu_y cancel_everyt cannot_breath cansad_de cant_do cant_focus cant_wake cayend_a
   cayo_redond cerrar_los cloro_en colico_fuerte color_doesnt come_back coming_from como_globos como_un
   con_fiebre con_la contra_cada cracke_my crying_and cuello_tieso dad_drank daught_face days_ago de_donde
   de_pastil de_sangre degree_burns deja_ni did_my doesnt_come done_with dont_think drank_bleach droop_and
   dry_mouth duele_tanto el_absces el_agua el_brazo el_conoci el_corazo el_diente el_hueso embara_y entra_el
   entro_cloro esposa_esta esta_cerran esta_gris esta_murien estou_gravid estoy_cansad estoy_maread
   every_time everyt_i everyt_is eye_went feel_really feel_sick feelin_in ficou_branco figlio_ha filler_an
   foot_is from_tooth from_where fue_un fuerte_no going_up got_botox got_burned got_filled got_into hace_una
   hay_un head_and hell_kill help_my her_mouth herman_esta herman_se hija_de hincha_despue hincha_la
   hincha_por his_chest his_eyes his_hand hit_my hittin_me hold_my hombre_me hour_and huge_bliste i_am i_hit
   i_think im_alone im_seeing im_sweati im_throwi in_her in_his inyect_el is_bigger is_hittin is_really
   is_soaked is_threat is_tingli it_first its_been its_moving jestem_w just_hangs keeps_coming knocke_out
   la_gargan la_nada la_pantor la_pena la_vida la_vision labio_ficou labio_lo labios_como las_inyecc
   las_pastil le_cayo le_hago le_veo leg_is lidoca_and like_its lip_is live_for llena_de los_parpad me_again
   me_atraga me_cerrar me_dieron me_entra me_entro me_esta me_in me_pico me_puse me_recono me_to meu_labio
   mi_bebe mi_casa mi_esposa months_pregna mover_el much_i mucha_sangre muy_fuerte my_arms my_body my_boyfri
   my_calf my_cheek my_cheeks my_chest my_dose my_house my_life my_newbor my_pupils my_right my_vision
   my_words n_arrive nada_y newbor_has ni_hablar ni_tragar night_and no_le no_puede no_puedo no_vale
   not_making now_theres numb_on of_air of_bright of_my of_paper off_and on_his one_is otra_vez out_my out_of
   pain_and pain_behind papa_se pari_hace parpad_y part_of pecho_que pierna_la planni_to plus_a proper_one
   puse_la pusier_rellen puso_blanco qq_im quemo_con quiero_acabar raw_and reacci_alergi really_deep
   really_wrong rednes_is roja_brilla roncha_en says_he se_fue second_degree sentid_a she_cant she_inject
   shes_awake shes_wheezi short_of sie_w sin_aire someth_and sounds_like suegra_quiere suppos_to swallo_and
   swallo_like swallo_my swallo_since swelli_after tengo_escalo terrib_headac the_area the_color the_filler
   the_floor the_skin the_spot the_temple theres_blood theres_no throat_is throug_the tighte_and time_i
   times_my to_keep to_stop todo_ya tomo_# tongue_is took_the took_way tooth_socket traigo_la uderzy_sie
   un_alacra un_frasco una_emboli una_piedra una_pistol una_semana una_sombra up_blood vale_la veo_doble
   veo_sentid vision_and w_ciazy w_glowe was_yester weak_i went_blurry white_and whole_body wife_is with_you
   words_are wrong_with y_la y_lengua y_los y_tengo ze_schodo`,
  ],
  [
    4,
    `#_times #_yr a_car a_few a_full a_matar a_pad a_sudden a_wall about_to absces_is abueli_se after_ipl
   after_juvede again_and agarro_del all_of ampoll_y an_elepha and_food and_hands and_hit and_numb and_one
   and_out and_she and_shes and_sweati and_took and_warm apenas_tengo are_blue are_swelli arm_and arm_is
   auge_nichts avale_toute baby_isnt bebe_a bebe_esta betwee_# bit_my blanco_y boite_de botox_# botox_monday
   bras_gauche breath_is burned_badly burnin_so by_then calf_is cancel_today cant_breath cant_smile cant_stay
   cara_chueca carbon_monoxi casi_no cayo_y cheeks_are chills_and clutch_his comi_camaro coming_out
   con_coagul con_pus con_un consul_free corta_la cut_on de_la de_parto de_roncha de_un deja_de deja_respir
   del_antibi del_cuello del_hialur del_rellen despue_del dias_y dio_alergi doble_desde doesnt_go dog_bit
   dolor_en dormir_y dos_toalla dos_veces dose_of double_in dove_in down_and down_on down_to droopi_and
   droppe_on duele_el echand_espuma el_aire el_cuerpo empezo_a empty_and encia_y esposo_esta esta_como
   esta_echand estou_com estoy_sangra extend_lo eye_since eyelid_droop face_is fainte_and fainte_in father_in
   fever_after fever_and fiebre_de fiebre_despue find_his finger_are fire_my first_thing food_gets for_hydraf
   frente_y from_an full_breath gave_me get_up gets_stuck got_filler got_stabbe graft_area hace_nada
   hair_consul hand_is hand_on have_fever having_a having_troubl he_breath he_cant he_dove he_went headac_and
   her_head herman_tuvo hes_blue hes_having hincho_la his_lips his_mouth his_words hits_me huele_feo
   hurts_like i_keep i_look i_move i_talk i_took i_woke ich_sehe id_rather im_about im_crying im_locked
   im_shiver im_wheezi in_chest in_size in_when infect_is infect_y inhala_no into_a into_the is_burnin
   is_covere is_like is_outsid is_paraly is_peelin is_trying it_hurts it_shes it_starte it_to itchy_and
   its_gettin its_white just_had knocke_my la_boite la_crema la_nariz la_poitri labio_de labio_despue
   las_palabr le_estan le_salio leave_the left_arm leg_swolle lengua_gorda levant_la like_balloo like_hell
   like_passin line_filler lip_feels little_one lo_rojo locked_in look_like los_ojos lungs_feel me_acuerd
   me_corta me_cuesta me_dificu me_down me_duerme me_falta me_hace me_leave me_sacaro me_sigue me_sube
   me_zafo meses_y meus_labios mi_abuelo mi_novio mi_papa mi_suegro mi_tia mixed_my mom_says mouth_cant
   my_aunt my_boss my_brothe my_dad my_drink my_elbow my_finger my_foot my_head my_left my_lip my_lungs
   my_moms my_mother my_neck my_nose neck_and need_help nichts_mehr no_deja no_es no_logro no_point no_respon
   no_tienen novio_me now_my now_shes ojo_y ojos_de old_fell on_a on_one on_that one_leg one_pupil only_#
   other_and out_in outsid_with pad_every pain_of pain_on pale_and peel_at pego_y pico_una piel_donde
   pierna_se pierna_y point_in por_las puede_hablar puede_respir puedo_pasar pusier_los que_es quemad_con
   raped_last rapidi_y raya_roja really_painfu red_hot red_line respir_mi right_hand roja_por sacaro_el
   salio_sangre sangre_con sangre_de screen_is se_mueve se_pego see_anythi see_double sehe_auf senten_and
   shallo_water she_drank she_keeps she_says she_wants shes_got shut_and since_inject since_last since_this
   smile_line so_swolle soakin_a spot_where spots_and stabbi_in starte_# stay_awake stop_bleedi stop_vomiti
   suegro_se surco_ayer swelli_shut teeth_are temp_#fever tengo_ampoll that_numbin the_bathro the_botox
   the_graft the_hair the_rednes the_surger the_tooth think_someon this_time though_it throat_feels throug_a
   tiene_#fever tiene_la to_black to_breath todo_se todo_y tomo_un took_a toute_la trago_un turnin_blue
   turnin_grey una_cortin una_raya unas_pastil up_like va_para veo_todo viene_el voice_is water_and way_too
   went_blind went_pale where_she with_dr woke_up worst_pain wound_is y_apenas y_casi y_dura y_el y_esta
   y_fria y_no y_piel y_sangro y_un y_vomito ya_viene yellow_and you_call yr_old zafo_la`,
  ],
  [
    3,
    `#_min #_month #_second #_semain a_alguie a_baseba a_bat a_blood a_bruise a_bunch a_button a_finger
   a_glass a_guy a_ladder a_mil a_rock a_senten a_shadow a_temp a_wet about_jumpin above_my abuela_no
   acaban_de ago_and agua_hirvie ahogo_con air_in aire_me al_bebe al_camina amenaz_con an_epipen an_infect
   and_blurry and_chills and_feel and_isnt and_swallo and_swolle and_the and_tight anos_se arrast_las
   asthma_is ayer_y azucar_en baja_la bebe_ne bebe_se been_bleedi been_drippi bikini_area blood_in
   blood_since blue_and blue_he boca_de boilin_water bone_is borros_y botox_qq botox_was boyfri_punche
   breath_since broke_my bunch_of button_batter by_accide cabeza_por cada_# cada_media caen_los cant_close
   cant_feel cant_keep cara_en carne_viva cayo_acido cayo_del cheek_is chest_since clear_fluid close_my
   coming_off como_ida como_mapa como_que consig_engoli corazo_me crema_aneste cuello_y cuesta_hablar
   dark_skin de_dar de_lado de_lo de_todo del_cuerpo del_techo depuis_l desde_ayer desde_que desper_nunca
   did_the diente_y dizzy_and doesnt_know dos_horas double_and double_vision down_for down_there drank_someth
   drippi_blood duele_al eating_and el_cloro en_#fever en_carne en_quitar encein_et encerr_con end_it
   escale_y esta_calien esta_desori esta_extend esta_hirvie esta_palida esta_sudand estoma_que estoy_llena
   estoy_murien estoy_que estoy_sudand eye_and fall_and falta_la feel_weird fever_of fiebre_alta filler_today
   filler_went fillin_with floor_and fluid_and for_filler frasco_de frasco_entero frio_y front_tooth fue_al
   fuerza_en get_air get_the goes_up going_into grandm_fell hace_# hace_rato half_a hard_and hard_as has_a
   hasnt_had hasta_la have_hives he_has he_podido help_right her_arm her_chest her_eyes her_up hes_diabet
   hes_on hurtin_myself hurts_and i_cant i_did if_my im_burnin im_shakin in_a in_it in_june in_labor in_welts
   infecc_con inhale_isnt inject_yester inyecc_y inyect_botox inyect_los is_clutch is_droopi is_floppy
   is_gettin is_going is_normal is_shakin is_shut is_slumpe is_swelli is_swolle is_turnin it_the its_deep
   its_like ive_been keep_coming keep_my keep_thinki kind_hat kind_of l_inject la_boca la_cadera la_muela
   la_operac la_planch la_respir la_saliva la_zona lado_del lado_izquie las_escale las_venas laser_burned
   laser_hair le_hicier le_sale life_in like_a like_someon like_this lip_went liquid_y lo_puedo lost_a mal_a
   man_with mano_derech mas_grande me_acaban me_ahogo me_baja me_cae me_caen me_deja me_nublo me_pego
   me_supura me_tiembl mi_abuela mi_amigo mi_esposo mi_herman mil_y month_old morado_y mordio_la mouth_fever
   move_my mueve_el muy_dormid my_baby my_bikini my_face my_grandf my_hearts my_husban my_kid my_tooth my_top
   my_way ne_respir necesi_ayuda negra_en negra_y no_desper no_he nose_is not_respon now_hes now_its o_braco
   of_#fever of_a of_heart off_a off_my on_her open_her orinar_desde out_# out_and out_had pareja_me
   pica_todo pico_un pierna_esta podido_orinar poitri_et ponien_negra por_todas por_todo pregna_with
   puedo_abrirl puedo_acosta puedo_hablar pupil_is pus_de pushed_me pusier_botox put_his qq_left qq_like
   qq_no que_le que_sali quisie_dormir respir_desde respir_plus right_after right_side roja_calien rompio_la
   rubbin_his saggin_on salen_las salier_roncha sangra_mucho sangro_mucho say_what says_# scalp_is se_le
   se_rompio se_tiro see_a see_halos seguir_aqui shakin_and she_fainte she_fell she_just she_swallo she_took
   siento_el since_yester skin_looks sliced_his slumpe_over someth_from someth_in someth_wrong son_got
   squeez_in swelle_up swolle_and talk_hes tell_me tengo_# tengo_#fever tengo_calent tengo_como terrib_de
   the_cream the_fall the_incisi the_nail the_pool the_proced the_stairs the_towel the_way the_window
   theres_bright think_the this_mornin throat_gettin tiembl_las tiene_el tiene_los to_faint toalla_cada
   toda_la todas_partes took_amoxic took_someth tooth_and top_lip tragar_ni tummy_tuck un_cuchil un_lado
   un_liquid una_emerge una_muela under_eye up_and up_on veo_como very_sleepy vomiti_and voy_a wait_how
   waitin_room wake_her walk_straig want_to warm_after was_attack week_and weird_and went_in went_stiff
   went_throug what_should where_they white_qq y_babea y_habla y_mi y_mucho y_tiene yester_and your_parkin`,
  ],
  [
    2,
    `#_year a_respir a_stabbi abrier_los abrir_la aguant_mas and_ate and_gushin and_harder and_i and_ive
   and_leathe and_mouth are_droopi baby_moving bad_is barely_consci bebe_tiene bed_and been_able blacke_out
   bleedi_after bleedi_like blood_all blue_after boca_desde boca_y botox_my breath_well but_he cabeza_y
   came_to cant_speak cerrad_y cheap_botox chest_and chokin_on ciega_de cleani_shes clot_in con_mal contra_at
   coughe_up crazy_and cuesta_tragar da_un dad_fell dark_for de_ahi de_vomita del_botox desvan_y doble_y
   down_with drooli_on drunk_but el_doble el_lado el_medica el_piso embara_de en_blanco en_el en_los
   entero_de esposo_no esta_roja feel_confus floor_came from_the gettin_bigger gettin_harder gettin_worse
   goes_down gushin_blood had_my hands_are harder_and havent_been he_pushed he_took he_was head_on hes_drunk
   hes_going hes_twitch hijo_mayor hijo_se hincha_que hincho_el his_eye hurts_a hurts_to husban_fainte
   husban_woke i_blacke i_got i_wont il_botox im_chokin im_covere im_vomiti insopo_en is_barely is_breath
   is_drooli is_dying jaw_wont je_ne la_fiebre la_nuca la_punta la_regade la_toxina labios_azules lado_de
   lado_y le_dio like_hes lips_and look_blue loss_what making_sense mal_olor manos_y me_amenaz me_cai
   me_pegue me_please me_quita me_tapa mi_hija muy_debil my_arm my_masset my_son my_tongue my_upper nina_no
   nina_tiene no_quiere normal_that nose_and not_answer now_it of_breath of_sleepi ojo_despue open_my out_at
   out_i panza_dura papa_le pasa_el pee_since peelin_en pegue_en please_cancel puede_levant puntos_y
   pushed_up q_hago que_la quede_ciega quiere_comer red_lines regade_y resbal_en roomma_is sale_liquid
   sale_sangre se_desvan se_encerr side_and siento_al sleep_or slippe_on slow_down smells_like so_weak
   sola_pierna some_of spille_boilin stand_light take_a taquic_y teeth_and tengo_taquic the_baby the_blood
   the_highwa the_laser the_pain the_stove the_table there_any they_did throug_every to_die to_pee to_walk
   toddle_swallo too_many trago_una turned_white una_moneda una_sola und_mein upper_lip van_tres veces_desde
   veo_luceci wants_to water_on went_dark what_to wisdom_tooth with_a with_pain wont_slow wont_stay y_sale
   year_old you_prescr`,
  ],
  [
    1,
    `a_minute awful_pain cae_la cant_lie dolor_despue el_labio filler_qq for_being heavy_and husban_is
   it_normal out_for qq_i sangre_en shes_allerg todo_borros was_out`,
  ],
]
